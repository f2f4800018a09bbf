package antiphon.voices;

import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.speech.OfferedVoice;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which voices a search shows. Of the contract's filters, those by what no engine's voice has (a collection, an age, an
 * accent …) leave nothing over.
 *
 * @param from how many are passed over
 */
record VoiceSelection(
        Optional<String> search,
        Optional<String> category,
        List<String> languages,
        List<String> ids,
        boolean hopeless,
        boolean byName,
        boolean descending,
        int from,
        int pageSize) {
    private static final List<String> NOBODY_HAS =
            List.of("collection_id", "gender", "age", "accent", "use_cases", "fine_tuning_state");
    private static final Set<String> TYPES =
            Set.of("personal", "community", "default", "workspace", "non-default", "non-community", "saved");

    static VoiceSelection read(Query query) {
        boolean offered = query.oneOf("voice_type", TYPES)
                .map(type -> Set.of("default", "workspace", "non-community").contains(type))
                .orElse(true);
        boolean plain = NOBODY_HAS.stream().allMatch(name -> query.texts(name).isEmpty());
        boolean quality = query.flag("high_quality", false);
        return new VoiceSelection(
                query.text("search"),
                query.oneOf(
                        "category", Set.of("generated", "cloned", "premade", "professional", "famous", "high_quality")),
                query.texts("language"),
                query.texts("voice_ids"),
                !offered || !plain || quality,
                query.oneOf("sort", Set.of("name", "created_at_unix"))
                        .filter("name"::equals)
                        .isPresent(),
                query.oneOf("sort_direction", Set.of("asc", "desc"))
                        .filter("desc"::equals)
                        .isPresent(),
                from(query),
                query.number("page_size", 10, 1, 100));
    }

    private static int from(Query query) {
        Optional<String> token = query.text("next_page_token");
        if (token.isEmpty()) {
            return 0;
        }
        try {
            int from = Integer.parseInt(token.get());
            if (from > 0) {
                return from;
            }
        } catch (NumberFormatException madeUp) {
            // Told below.
        }
        throw new Refusal.Invalid(new Problem(
                List.of("query", "next_page_token"), "Input should be a next_page_token of this list", "value_error"));
    }

    /** All that fit, in order. */
    List<OfferedVoice> fitting(List<OfferedVoice> voices) {
        Stream<OfferedVoice> fitting = voices.stream().filter(this::fits);
        if (byName) {
            fitting = fitting.sorted(Comparator.comparing(voice -> voice.name().toLowerCase(Locale.ROOT)));
        }
        List<OfferedVoice> ordered = fitting.toList();
        return descending ? ordered.reversed() : ordered;
    }

    private boolean fits(OfferedVoice voice) {
        return !hopeless
                && category.filter(word -> !word.equals("premade")).isEmpty()
                && (ids.isEmpty() || ids.contains(voice.id()))
                && (languages.isEmpty()
                        || voice.languages().isEmpty()
                        || voice.languages().stream().anyMatch(languages::contains))
                && search.filter(part -> !says(voice, part)).isEmpty();
    }

    private static boolean says(OfferedVoice voice, String part) {
        String words = voice.name() + " " + voice.id() + " " + voice.provider();
        return words.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
