package antiphon.call;

import antiphon.language.ToolUse;
import java.util.function.Consumer;

/** What the agent may do besides talk. */
public interface ToolBox {
    /**
     * Begins to use a tool. Does not block; the answer may come from any thread and comes exactly once, a failure being
     * an answer too.
     *
     * @param turn the turn in which the tool is wanted
     */
    Using use(int turn, ToolUse use, Consumer<Answer> answer);

    /** A tool in use. */
    interface Using {
        /** Nothing that could be stopped. */
        Using NONE = () -> {};

        /** The turn was cut off: stop if that can be done. The answer may still come. */
        void cancel();
    }

    /** @param text for the model to read: plain words or JSON */
    record Answer(String text, boolean error, Then then) {
        public static Answer of(String text) {
            return new Answer(text, false, Then.GO_ON);
        }

        public static Answer failed(String text) {
            return new Answer(text, true, Then.GO_ON);
        }
    }

    /** What follows from an answer. */
    enum Then {
        /** The model reads it and goes on. */
        GO_ON,
        /** The agent says nothing more in this turn. */
        BE_QUIET,
        /** The call ends once the agent has been heard out. */
        HANG_UP
    }
}
