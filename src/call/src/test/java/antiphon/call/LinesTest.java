package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.Ambience;
import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.lines.MarkedLine;
import antiphon.call.lines.PacedLine;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What was heard is the same on every kind of line: the words whose sound the far end has played to its end. */
class LinesTest {
    /** One frame a character. */
    private static final String TEXT = "One two three four five six seven eight nine ten eleven twelve thirteen";

    private final Rehearsal rehearsal = new Rehearsal();
    private int playedWhenSilenced;

    /** Notes how much the far end has played when it is told to stop. */
    private record Silenced(Line line, Runnable note) implements Line {
        @Override
        public void play(int turn, AudioFrame frame) {
            line.play(turn, frame);
        }

        @Override
        public Duration unheard() {
            return line.unheard();
        }

        @Override
        public void fallSilent(int turn) {
            note.run();
            line.fallSilent(turn);
        }

        @Override
        public void hangUp(CallEnd end) {
            line.hangUp(end);
        }
    }

    /** Takes what it is sent after a while, plays it in real time, and gives marks back. */
    private final class FarEnd implements MarkedLine.Wire {
        private record Mark(String name, Instant at) {}

        private final Duration away;
        private final List<Instant> ends = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();
        private Instant playedOut = Instant.MIN;

        FarEnd(Duration away) {
            this.away = away;
        }

        @Override
        public void sound(AudioFrame frame) {
            Instant arrival = rehearsal.now.plus(away);
            playedOut = (playedOut.isBefore(arrival) ? arrival : playedOut).plus(AudioFrame.LENGTH);
            ends.add(playedOut);
        }

        @Override
        public void mark(String name) {
            marks.add(new Mark(name, playedOut.plus(away)));
        }

        @Override
        public void clear() {
            playedOut = rehearsal.now;
            ends.clear();
        }

        @Override
        public void close(CallEnd end) {}

        int played() {
            return (int)
                    ends.stream().filter(end -> !end.isAfter(rehearsal.now)).count();
        }

        void giveMarksBack(MarkedLine line) {
            marks.removeIf(mark -> {
                boolean due = !mark.at().isAfter(rehearsal.now);
                if (due) {
                    line.acknowledged(mark.name());
                }
                return due;
            });
        }
    }

    private static int wordsIn(String text) {
        return text.isBlank() ? 0 : text.strip().split(" ").length;
    }

    /** How many words so many characters make up. */
    private static int wordsOf(int characters) {
        String said = TEXT.substring(0, Math.min(characters, TEXT.length()));
        boolean wordEnds = characters >= TEXT.length() || TEXT.charAt(characters) == ' ';
        return wordsIn(wordEnds ? said : said.substring(0, Math.max(0, said.lastIndexOf(' '))));
    }

    private AgentSaid interrupted(Line line, IntSupplier played, int afterMillis) {
        rehearsal.otherLine = new Silenced(line, () -> playedWhenSilenced = played.getAsInt());
        rehearsal.firstMessage = TEXT;
        rehearsal.begin();
        rehearsal.silence(afterMillis);
        rehearsal.callerSpeaks("stop", 320);
        AgentSaid said = rehearsal.last(AgentSaid.class);
        assertTrue(said.cutOff());
        return said;
    }

    @Test
    void on_a_paced_line_what_was_heard_is_exact_to_the_word() {
        for (int millis = 0; millis <= 1000; millis += 20) {
            var each = new LinesTest();
            each.pacedLineIsExact(millis);
        }
    }

    private void pacedLineIsExact(int millis) {
        var line = new PacedLine(() -> rehearsal.now, Duration.ZERO, Optional.empty(), end -> {});
        int[] taken = {0};
        rehearsal.step = () -> taken[0] += line.next().samples()[0] == FakeSynthesizer.MARK ? 1 : 0;
        // The frame that was taken last is being played.
        AgentSaid said = interrupted(line, () -> taken[0] - 1, millis);
        assertEquals(wordsOf(playedWhenSilenced), wordsIn(said.heard()), "after " + millis);
    }

    @Test
    void on_a_line_with_marks_what_was_heard_is_exact_to_the_word() {
        for (int millis = 0; millis <= 1000; millis += 20) {
            var each = new LinesTest();
            each.markedLineIsExact(millis);
        }
    }

    private void markedLineIsExact(int millis) {
        var far = new FarEnd(Duration.ZERO);
        var line = new MarkedLine(() -> rehearsal.now, far);
        rehearsal.step = () -> far.giveMarksBack(line);
        AgentSaid said = interrupted(line, far::played, millis);
        assertEquals(wordsOf(playedWhenSilenced), wordsIn(said.heard()), "after " + millis);
    }

    @Test
    void a_far_end_that_is_far_away_is_known_to_what_can_be_said_on_the_way_there_and_back() {
        for (int millis = 0; millis <= 1000; millis += 20) {
            var each = new LinesTest();
            each.markedLineIsNear(millis);
        }
    }

    private void markedLineIsNear(int millis) {
        var away = Duration.ofMillis(100);
        var far = new FarEnd(away);
        var line = new MarkedLine(() -> rehearsal.now, far);
        rehearsal.step = () -> far.giveMarksBack(line);
        AgentSaid said = interrupted(line, far::played, millis);
        int frames = (int) away.multipliedBy(2).dividedBy(AudioFrame.LENGTH);
        int heard = wordsIn(said.heard());
        assertTrue(heard <= wordsOf(playedWhenSilenced + frames), "too much after " + millis);
        assertTrue(heard >= wordsOf(playedWhenSilenced - frames), "too little after " + millis);
    }

    @Test
    void where_the_voice_tells_when_each_word_is_heard_it_is_believed() {
        // The first word takes as long as all others: 47 of 71 frames.
        var timings = new ArrayList<Timing>();
        timings.add(new Timing("One", 0, 940));
        for (int i = 3; i < TEXT.length(); i++) {
            timings.add(new Timing(TEXT.substring(i, i + 1), 940 + (i - 3) * 7, 7));
        }
        rehearsal.synthesizer.timings = timings;
        rehearsal.firstMessage = TEXT;
        rehearsal.begin();
        rehearsal.silence(500);
        rehearsal.callerSpeaks("stop", 320);
        assertEquals("", rehearsal.last(AgentSaid.class).heard());
        assertEquals(Optional.empty(), rehearsal.replay().departure());

        var later = new LinesTest().rehearsal;
        later.synthesizer.timings = timings;
        later.firstMessage = TEXT;
        later.begin();
        later.silence(720);
        later.callerSpeaks("stop", 320);
        String heard = later.last(AgentSaid.class).heard();
        assertTrue(heard.startsWith("One two") && heard.length() < TEXT.length(), heard);
    }

    @Test
    void each_frame_bears_what_begins_in_it() {
        List<String> borne = new ArrayList<>();
        rehearsal.synthesizer.timings =
                List.of(new Timing("Hel", 0, 30), new Timing("lo", 30, 20), new Timing(".", 55, 5));
        rehearsal.otherLine = new Line() {
            @Override
            public void play(int turn, AudioFrame frame) {
                throw new AssertionError("it is known what is said");
            }

            @Override
            public void play(int turn, AudioFrame frame, List<Timing> beginning) {
                beginning.forEach(each -> borne.add(each.text() + "@" + each.startMillis()));
                borne.add("|");
            }

            @Override
            public Duration unheard() {
                return Duration.ZERO;
            }

            @Override
            public void fallSilent(int turn) {}

            @Override
            public void hangUp(CallEnd end) {}
        };
        rehearsal.begin();
        assertEquals("Hel@0 | lo@10 | .@15 | | | |", String.join(" ", borne));
    }

    @Test
    void a_far_end_that_stops_playing_is_not_taken_to_have_played() {
        var sent = new ArrayList<AudioFrame>();
        var line = new MarkedLine(() -> rehearsal.now, new MarkedLine.Wire() {
            @Override
            public void sound(AudioFrame frame) {
                sent.add(frame);
            }

            @Override
            public void mark(String name) {}

            @Override
            public void clear() {}

            @Override
            public void close(CallEnd end) {}
        });
        for (int i = 0; i < 50; i++) {
            line.play(1, AudioFrame.silence());
        }
        rehearsal.now = rehearsal.now.plusSeconds(60);
        assertEquals(Duration.ofMillis(900), line.unheard());
        line.acknowledged("0:45");
        assertEquals(Duration.ofMillis(100), line.unheard());
        line.acknowledged("nonsense");
        line.acknowledged("0:45000");
        line.fallSilent(1);
        assertEquals(Duration.ZERO, line.unheard());
        line.play(2, AudioFrame.silence());
        line.acknowledged("0:50");
        assertEquals(Duration.ofMillis(20), line.unheard());
        assertEquals(51, sent.size());
    }

    @Test
    void a_paced_line_sends_what_waits_then_its_background_and_nothing_that_was_dropped() {
        var ended = new ArrayList<CallEnd>();
        var line = new PacedLine(
                () -> rehearsal.now,
                Duration.ofMillis(60),
                Optional.of(new Ambience(Ambience.Preset.CITY, 0.2)),
                ended::add);
        var alone = new Ambience(Ambience.Preset.CITY, 0.2);
        line.play(1, AudioFrame.silence());
        line.play(1, AudioFrame.silence());
        assertEquals(Duration.ofMillis(40), line.unheard());
        assertEquals(alone.next().samples()[3], line.next().samples()[3]);
        assertEquals(Duration.ofMillis(100), line.unheard());
        rehearsal.now = rehearsal.now.plusMillis(20);
        assertEquals(alone.next().samples()[3], line.next().samples()[3]);
        assertEquals(Duration.ofMillis(80), line.unheard());
        line.fallSilent(1);
        assertEquals(Duration.ZERO, line.unheard());
        assertEquals(alone.next().samples()[3], line.next().samples()[3]);
        CallEnd end = new CallEnd(Cause.CALLER_LEFT, "gone");
        line.hangUp(end);
        line.play(2, AudioFrame.silence());
        assertEquals(Duration.ZERO, line.unheard());
        assertEquals(List.of(end), ended);
    }
}
