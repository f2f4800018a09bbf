package antiphon.call;

import antiphon.language.Message;
import java.util.List;
import java.util.function.Consumer;

/** Who says whether words go against what a call is guarded against. */
public interface GuardrailJudge {
    /** Finds nothing. */
    GuardrailJudge NONE = (watch, matter, ruling) -> {
        ruling.accept(new Ruling.Passed());
        return Judging.NONE;
    };

    /**
     * Begins to judge. Does not block; the ruling may come from any thread, within a time that whoever judges sets himself,
     * and comes exactly once: not to know is a ruling too.
     */
    Judging judge(Watch watch, Matter matter, Consumer<Ruling> ruling);

    /** A ruling that is waited for. */
    interface Judging {
        /** Nothing that could be stopped. */
        Judging NONE = () -> {};

        /** The ruling is not waited for any more. It may still come. */
        void cancel();
    }

    /**
     * What is judged.
     *
     * @param dialogue what was said before
     * @param words the caller's, or as much of the agent's answer as is known
     */
    record Matter(List<Message> dialogue, String words) {}
}
