package antiphon.voices;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of languages that clients use: two letters or three, with or without a country. */
public final class Languages {
    private static final Set<String> TWO = Set.of(Locale.getISOLanguages());
    private static final Map<String, String> THREE = Arrays.stream(Locale.getISOLanguages())
            .collect(Collectors.toMap(two -> Locale.of(two).getISO3Language(), two -> two, (one, other) -> one));

    private Languages() {}

    /** The two letters of ISO 639-1; empty for what names no language. */
    public static Optional<String> iso639(String code) {
        String language = code.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return Optional.ofNullable(TWO.contains(language) ? language : THREE.get(language));
    }
}
