package antiphon.call;

import antiphon.language.Message;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Where the agent looks things up before it answers. */
public interface Knowledge {
    /**
     * Begins to look up what bears on the last thing that was said. Does not block; what was found may come from any
     * thread, within a time that whoever looks sets himself, and comes exactly once: nothing found is an answer too.
     */
    Looking look(List<Message> dialogue, Consumer<Found> found);

    /** A look under way. */
    interface Looking {
        /** The answer is not waited for any more. It may still come. */
        void cancel();
    }

    /** @param note what the model reads for this turn only; empty where nothing bears on it */
    record Found(String note, Retrieval retrieval) {
        public static Found nothing(Retrieval retrieval) {
            return new Found("", retrieval);
        }
    }

    /**
     * How it was found.
     *
     * @param query what was looked for
     * @param model whose vectors told what is near
     */
    record Retrieval(String query, String model, List<Passage> passages, Duration took) {}

    /** @param distance 0 to 2, between the query and the passage: one less the cosine of their vectors */
    record Passage(String documentId, String passageId, double distance) {}
}
