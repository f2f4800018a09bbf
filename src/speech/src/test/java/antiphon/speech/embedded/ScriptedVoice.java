package antiphon.speech.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** A voice whose every word is a frame of samples that all have the word's length for their value. */
final class ScriptedVoice implements ClauseVoice {
    private static final int SAMPLES_OF_A_WORD = 320;

    final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore mayBegin;

    /** A voice that speaks without asking. */
    ScriptedVoice() {
        this(new Semaphore(Integer.MAX_VALUE));
    }

    /** @param mayBegin a permit is taken before each clause */
    ScriptedVoice(Semaphore mayBegin) {
        this.mayBegin = mayBegin;
    }

    @Override
    public int sampleRateHz() {
        return 16_000;
    }

    @Override
    public String aloud(String written) {
        return written;
    }

    @Override
    public void speak(Clause clause, double speed, Predicate<short[]> listener) {
        begun.add(clause.words());
        mayBegin.acquireUninterruptibly();
        if (clause.words().contains("unspeakable")) {
            throw new IllegalStateException("this voice breaks");
        }
        for (String word : clause.words().split(" ")) {
            if (!listener.test(soundOf(word))) {
                return;
            }
        }
    }

    static short[] soundOf(String... words) {
        short[] sound = new short[words.length * SAMPLES_OF_A_WORD];
        for (int i = 0; i < words.length; i++) {
            Arrays.fill(sound, i * SAMPLES_OF_A_WORD, (i + 1) * SAMPLES_OF_A_WORD, (short) words[i].length());
        }
        return sound;
    }
}
