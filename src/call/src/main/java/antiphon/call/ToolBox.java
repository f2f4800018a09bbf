package antiphon.call;

import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.Optional;
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

    /**
     * @param text for the model to read: plain words or JSON
     * @param say what the agent says at once, in this turn; empty where it is to say nothing of its own
     */
    record Answer(String text, boolean error, Then then, String say) {
        public Answer(String text, boolean error, Then then) {
            this(text, error, then, "");
        }

        public static Answer of(String text) {
            return new Answer(text, false, new Then.GoOn());
        }

        public static Answer failed(String text) {
            return new Answer(text, true, new Then.GoOn());
        }
    }

    /** What follows from an answer. All but {@link GoOn} end the agent's turn: it follows once the agent has been heard out. */
    sealed interface Then {
        /** The model reads it and goes on. */
        record GoOn() implements Then {}

        /**
         * The agent says nothing more in this turn.
         *
         * @param most after so much silence of the caller it speaks again; empty lets it wait until it is spoken to
         */
        record BeQuiet(Optional<Duration> most) implements Then {
            public BeQuiet() {
                this(Optional.empty());
            }
        }

        /** The call ends. */
        record HangUp() implements Then {}

        /**
         * Somebody else speaks for the agent from here on, or the same in another language. The dialogue stays.
         *
         * @param message said first; empty lets the new mind answer at once
         */
        record Become(CallPlan plan, Optional<String> message) implements Then {}

        /** Whoever holds the line is asked, by {@link CallNews.TransferWanted}, to connect the caller elsewhere. */
        record Transfer(String destination) implements Then {}
    }
}
