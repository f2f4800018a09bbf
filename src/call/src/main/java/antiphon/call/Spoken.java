package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which words of an utterance became which sound, from which follows what has been heard of it. */
final class Spoken {
    /** How fast people speak, for a sentence whose whole length is not known yet. */
    private static final double CHARACTERS_PER_FRAME = 15.0 / 50;

    private final List<Sentence> sentences = new ArrayList<>();
    private long frames;

    private static final class Sentence {
        private final String text;
        private final List<Timing> timings = new ArrayList<>();
        private long frames;
        private boolean made;
        private boolean wordless;

        private Sentence(String text) {
            this.text = text;
        }

        private String first(long heardFrames) {
            if (made && heardFrames >= frames) {
                return text;
            }
            if (!timings.isEmpty()) {
                return wholeWords(text, leadingSpace() + heardOfTimed(heardFrames));
            }
            double perFrame = made ? (double) text.length() / frames : CHARACTERS_PER_FRAME;
            return wholeWords(text, (int) Math.round(heardFrames * perFrame));
        }

        private int leadingSpace() {
            return text.length() - text.stripLeading().length();
        }

        /** How many characters have been heard to their end. */
        private int heardOfTimed(long heardFrames) {
            long millis = heardFrames * AudioFrame.LENGTH.toMillis();
            return timings.stream()
                    .takeWhile(timing -> timing.startMillis() + timing.lengthMillis() <= millis)
                    .mapToInt(timing -> timing.text().length())
                    .sum();
        }

        private static String wholeWords(String text, int length) {
            if (length >= text.length()) {
                return text;
            }
            int space = text.lastIndexOf(' ', length);
            return space <= 0 ? "" : text.substring(0, space);
        }
    }

    void begins(String sentence) {
        sentences.add(new Sentence(sentence));
    }

    /** Somebody else makes sound of the last sentence, of which nothing was heard. */
    void beginsAnew() {
        sentences.getLast().timings.clear();
    }

    void wrote(String sentence) {
        begins(sentence);
        made();
    }

    void sounded() {
        frames++;
        sentences.getLast().frames++;
    }

    /** What of the sentence that is being made is heard when. */
    void timed(List<Timing> timings) {
        sentences.getLast().timings.addAll(timings);
    }

    void made() {
        sentences.getLast().made = true;
    }

    /** A frame without words. */
    void hummed() {
        if (sentences.isEmpty() || !sentences.getLast().wordless) {
            sentences.add(new Sentence(""));
            sentences.getLast().wordless = true;
            sentences.getLast().made = true;
        }
        sounded();
    }

    /** Whether all words were heard, whatever else was not yet. */
    boolean isHeardOut(Duration unheard) {
        long wordless = sentences.isEmpty() || !sentences.getLast().wordless ? 0 : sentences.getLast().frames;
        return unheard.compareTo(AudioFrame.LENGTH.multipliedBy(wordless)) <= 0;
    }

    boolean hasBegunToSound() {
        return sentences.getLast().frames > 0;
    }

    String text() {
        var text = new StringBuilder();
        sentences.forEach(sentence -> text.append(sentence.text));
        return text.toString();
    }

    String heard(Duration unheard) {
        long left = Math.max(0, frames - Math.ceilDiv(unheard.toMillis(), AudioFrame.LENGTH.toMillis()));
        var heard = new StringBuilder();
        for (Sentence sentence : sentences) {
            if (left < 0 || (left == 0 && sentence.frames > 0)) {
                break;
            }
            heard.append(sentence.first(Math.min(left, sentence.frames)));
            left -= sentence.frames;
        }
        return heard.toString();
    }
}
