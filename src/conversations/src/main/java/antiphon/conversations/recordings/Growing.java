package antiphon.conversations.recordings;

/** What grows while a call goes on. Filled from any thread, emptied by the recorder's. */
sealed interface Growing permits CallRecording, JournalRecording {
    /** Of the blob it becomes. */
    String name();

    /** Whether {@link #take} gives the rest. Asked before it. */
    boolean ended();

    /** What came since the last taking and is to be kept; may be nothing. */
    byte[] take();
}
