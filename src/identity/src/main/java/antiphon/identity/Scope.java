package antiphon.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a key may be used for at all, whatever its role: an area of the API, most of them to read or to write. */
public enum Scope {
    CONVAI_READ(
            "convai(/.*)?|speech-engine(/.*)?|antiphon/(conversations|calls|enclave|reanalyses|time-travels)(/.*)?"),
    CONVAI_WRITE(CONVAI_READ),
    TEXT_TO_SPEECH("text-to-speech(/.*)?"),
    SPEECH_TO_TEXT("speech-to-text(/.*)?|single-use-token/batch_scribe"),
    SPEECH_TO_SPEECH("speech-to-speech(/.*)?"),
    VOICES_READ("voices(/.*)?|shared-voices"),
    VOICES_WRITE(VOICES_READ),
    MODELS_READ("models"),
    USER_READ("user(/.*)?|usage(/.*)?"),
    /** Webhooks, auth connections, keys, the audit trail, and whatever belongs to no other area. */
    WORKSPACE_READ(".*"),
    WORKSPACE_WRITE(WORKSPACE_READ);

    private final Pattern area;

    Scope(String area) {
        this.area = Pattern.compile("/v[12]/(" + area + ")");
    }

    Scope(Scope toRead) {
        this.area = toRead.area;
    }

    /** Such as {@code convai_read}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<String> wireNames() {
        return Arrays.stream(values()).map(Scope::wireName).collect(Collectors.toCollection(TreeSet::new));
    }

    static Scope parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** The first area that has the path, for reading or writing. */
    static Scope of(String method, String path) {
        boolean reads = NeededRole.looksOnly(method);
        return Arrays.stream(values())
                .filter(scope -> scope.area.matcher(path).matches())
                .filter(scope -> scope.isFor(reads))
                .findFirst()
                .orElse(reads ? WORKSPACE_READ : WORKSPACE_WRITE);
    }

    private boolean isFor(boolean reading) {
        return name().endsWith("_READ") ? reading : !name().endsWith("_WRITE") || !reading;
    }
}
