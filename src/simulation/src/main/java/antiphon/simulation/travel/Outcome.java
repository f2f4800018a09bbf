package antiphon.simulation.travel;

import java.util.List;
import java.util.Optional;

/** What came of putting a conversation to another version of an agent. */
sealed interface Outcome {
    /** In the API's words. */
    String state();

    /** Why not, in a sentence fit for everybody who may see the conversation's id. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    default Spent spent() {
        return Spent.NOTHING;
    }

    /**
     * What it took.
     *
     * @param recorded of the agent then, over the turns that were looked at
     * @param judging of both
     */
    record Spent(Cost recorded, Cost replayed, Cost judging) {
        static final Spent NOTHING = new Spent(Cost.NONE, Cost.NONE, Cost.NONE);
    }

    /** @param cutShort {@code passed_on} or {@code ended_earlier}; empty where it went to the end of what was recorded */
    record Replayed(List<ReplayedTurn> turns, List<PairedVerdict> verdicts, Spent spent, Optional<String> cutShort)
            implements Outcome {
        public Replayed {
            turns = List.copyOf(turns);
            verdicts = List.copyOf(verdicts);
        }

        @Override
        public String state() {
            return "done";
        }
    }

    /** It cannot be put to anybody. */
    record Skipped(String why) implements Outcome {
        @Override
        public String state() {
            return "skipped";
        }

        @Override
        public Optional<String> problem() {
            return Optional.of(why);
        }
    }

    /** It could not be put to this version. */
    record Failed(String why, Spent spent) implements Outcome {
        @Override
        public String state() {
            return "failed";
        }

        @Override
        public Optional<String> problem() {
            return Optional.of(why);
        }
    }
}
