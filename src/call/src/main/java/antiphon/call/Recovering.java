package antiphon.call;

/** What is done about a provider that failed: every such rule stands here. It knows what it has been told, and no more. */
final class Recovering {
    private Recovering() {}

    /** What failed, and what is left. */
    sealed interface Setback {
        /** A recognizer hears no more. */
        record Deaf(boolean anotherLeft) implements Setback {}

        /** @param begun whether the caller has been given a part of this answer */
        record Mindless(boolean begun, boolean anotherLeft, boolean worthRetrying) implements Setback {}

        /** @param begun whether a part of this sentence was heard */
        record Mute(boolean begun, boolean anotherLeft, boolean worthRetrying) implements Setback {}
    }

    enum Remedy {
        TRY_AGAIN,
        TRY_NEXT,
        /** What was said stands as the answer; the call goes on. */
        LEAVE_IT,
        /** The agent says that it cannot go on, and hangs up. */
        APOLOGISE,
        HANG_UP
    }

    static Remedy after(Setback setback) {
        return switch (setback) {
            case Setback.Deaf(boolean anotherLeft) -> anotherLeft ? Remedy.TRY_NEXT : Remedy.APOLOGISE;
            // Half an answer of one model is not completed by another: they would contradict each other.
            case Setback.Mindless mind when mind.begun() -> Remedy.LEAVE_IT;
            case Setback.Mindless mind when mind.anotherLeft() -> Remedy.TRY_NEXT;
            case Setback.Mindless mind -> mind.worthRetrying() ? Remedy.TRY_AGAIN : Remedy.APOLOGISE;
            case Setback.Mute mouth when mouth.anotherLeft() -> Remedy.TRY_NEXT;
            case Setback.Mute mouth -> mouth.worthRetrying() && !mouth.begun() ? Remedy.TRY_AGAIN : Remedy.HANG_UP;
        };
    }
}
