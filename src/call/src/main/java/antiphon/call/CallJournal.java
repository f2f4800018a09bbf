package antiphon.call;

/**
 * Takes down a call while it goes on, so that {@link Replay} can live it again. Used by the call's thread; must not block.
 *
 * <p>The entries one after another, with nothing between them, are the journal. The form of an entry is told in
 * {@link antiphon.call the package's notice}; whoever keeps it need not know. It holds what was said.
 */
@FunctionalInterface
public interface CallJournal {
    /** Keeps nothing. */
    CallJournal NONE = entry -> {};

    /** @param record the next entry; not changed afterwards */
    void entry(byte[] record);
}
