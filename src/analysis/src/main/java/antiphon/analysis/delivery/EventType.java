package antiphon.analysis.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a webhook is told of. */
public enum EventType {
    POST_CALL_TRANSCRIPTION("transcript"),
    POST_CALL_AUDIO("audio"),
    CALL_INITIATION_FAILURE("call_initiation_failure");

    private final String selection;

    EventType(String selection) {
        this.selection = selection;
    }

    /** The contract's {@code type} of what is sent. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The contract's word for it where events are chosen. */
    public String selection() {
        return selection;
    }

    static Optional<EventType> of(String wireName) {
        return Stream.of(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }
}
