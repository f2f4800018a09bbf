package antiphon.language;

import java.util.Optional;

/** Where the content of a dialogue's files is found. Asked by those models that read files, on their own threads; may block. */
@FunctionalInterface
public interface Attachments {
    Attachments NONE = id -> Optional.empty();

    /** @return empty when it cannot be had any more */
    Optional<byte[]> content(String id);
}
