package antiphon.voices.listening;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.voices.Languages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What shall be written down, and how: a form's fields.
 *
 * @param language ISO 639-1, where the client says it
 * @param words whether the words are wanted one by one
 */
record TranscriptionWish(byte[] file, boolean bare, Optional<String> language, boolean words, List<String> keyterms) {
    /** What no engine here does. */
    private static final Map<String, Set<String>> NOBODY_DOES = Map.of(
            "diarize", Set.of("", "false"),
            "use_multi_channel", Set.of("", "false"),
            "webhook", Set.of("", "false"),
            "detect_speaker_roles", Set.of("", "false"),
            "cloud_storage_url", Set.of(""),
            "source_url", Set.of(""),
            "additional_formats", Set.of("", "[]"),
            "entity_detection", Set.of("", "[]"),
            "entity_redaction", Set.of("", "[]"));

    private static final int MOST_KEYTERMS = 100;

    /**
     * @param texts the form's fields but for the file
     * @throws Refusal.Invalid naming the field that is missing or wrong
     * @throws Refusal.NotImplemented for a wish that no engine here can fulfil
     */
    static TranscriptionWish read(Map<String, List<String>> texts, Optional<byte[]> file) {
        required(texts, "model_id");
        NOBODY_DOES.forEach((name, harmless) -> {
            if (!harmless.containsAll(texts.getOrDefault(name, List.of()))) {
                throw new Refusal.NotImplemented("No engine of this server can do what " + name + " asks for.");
            }
        });
        boolean bare = oneOf(texts, "file_format", "other", Set.of("pcm_s16le_16", "other"))
                .equals("pcm_s16le_16");
        String detail = oneOf(texts, "timestamps_granularity", "word", Set.of("none", "word", "character"));
        List<String> keyterms = texts.getOrDefault("keyterms", List.of());
        if (keyterms.size() > MOST_KEYTERMS) {
            throw wrong("keyterms", "Input should have at most " + MOST_KEYTERMS + " items", "too_long");
        }
        return new TranscriptionWish(
                file.orElseThrow(() -> wrong("file", "Field required", "missing")),
                bare,
                language(texts),
                !detail.equals("none"),
                keyterms);
    }

    private static void required(Map<String, List<String>> texts, String name) {
        if (texts.getOrDefault(name, List.of()).stream().allMatch(String::isBlank)) {
            throw wrong(name, "Field required", "missing");
        }
    }

    private static Optional<String> language(Map<String, List<String>> texts) {
        return texts.getOrDefault("language_code", List.of()).stream()
                .filter(code -> !code.isBlank())
                .findFirst()
                .map(code -> Languages.iso639(code)
                        .orElseThrow(() -> wrong(
                                "language_code",
                                "Input should be a code of ISO 639-1 or ISO 639-3, such as en or eng",
                                "value_error")));
    }

    private static String oneOf(Map<String, List<String>> texts, String name, String otherwise, Set<String> allowed) {
        String word = texts.getOrDefault(name, List.of(otherwise)).getFirst();
        if (!allowed.contains(word)) {
            throw wrong(
                    name, "Input should be one of " + allowed.stream().sorted().toList(), "enum");
        }
        return word;
    }

    private static Refusal.Invalid wrong(String name, String message, String type) {
        return new Refusal.Invalid(new Problem(List.of("body", name), message, type));
    }

    /** Shows nothing of the sound. */
    @Override
    public String toString() {
        return "TranscriptionWish[" + file.length + " bytes]";
    }
}
