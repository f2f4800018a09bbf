package antiphon.speech.embedded;

import antiphon.engines.EnglishReading;
import antiphon.engines.MaryVoice;
import java.util.function.Predicate;

/** The voice that comes with the house, through its facade in the library of engines. */
final class MaryClauseVoice implements ClauseVoice {
    private final MaryVoice voice = MaryVoice.open();

    @Override
    public int sampleRateHz() {
        return MaryVoice.SAMPLE_RATE_HZ;
    }

    @Override
    public String aloud(String written) {
        return EnglishReading.aloud(written);
    }

    @Override
    public void speak(Clause clause, double speed, Predicate<short[]> listener) {
        voice.speak(clause.words(), speed, clause.pauseMillis(), listener);
    }
}
