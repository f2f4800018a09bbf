package antiphon.language;

/** Continues a dialogue. One model serves many calls at once. */
public interface LanguageModel {
    /** The name by which the API knows this model, such as {@code gpt-4o}. */
    String name();

    /**
     * A dialogue that begins like this will come: what takes time to read may be read now. Returns at once; most models
     * have nothing to get ready.
     */
    default void expect(Prompt prompt) {}

    /** Begins to answer, piece by piece. Does not block. */
    Answering answer(Prompt prompt, Listener listener);

    /** One answer on its way. */
    interface Answering {
        /** Stops the answer and frees what it holds. The listener may still be told of pieces under way. Any thread. */
        void cancel();
    }

    /** Told from any thread, one call at a time; must not block. Ends with {@link #finished} or {@link #failed}. */
    interface Listener {
        void text(String piece);

        /** The model wants a tool used before it goes on; it may want several in one answer. */
        void wantsTool(ToolUse use);

        void finished(Usage usage);

        void failed(LanguageFailure failure);
    }

    /** Tokens counted by the provider; 0 where it gives no count. */
    record Usage(long inputTokens, long outputTokens) {
        public static final Usage UNKNOWN = new Usage(0, 0);
    }
}
