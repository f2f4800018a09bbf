package antiphon.voices.usage;

import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.record.SpokenCharacters;
import antiphon.conversations.record.SpokenCharacters.Said;
import antiphon.voices.usage.SpeechUses.Count;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How much this server has spoken, in calls and outside, over time. A credit is a character here. */
@ApplicationScoped
public class Statistics {
    private static final String IN_CALLS = "Conversational AI";
    private static final String OUTSIDE = "TTS";

    @Inject
    SpeechUses uses;

    @Inject
    SpokenCharacters calls;

    /** The characters spoken from the first moment on, before the second. */
    long characters(Instant from, Instant to) {
        return Series.of(spoken("day", from, to), true).values().stream()
                .flatMap(each -> each.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The contract's UsageCharactersResponseModel. */
    JsonObject stated(Query query) {
        Window window = Window.read(query);
        boolean characters = isOfCharacters(query);
        boolean apart = isApart(query);
        Map<String, Map<Instant, Long>> series =
                Series.of(spoken(window.unit(), window.from(), window.to()), characters);
        if (!apart) {
            series = Map.of("All", Series.sum(series.values()));
        }
        List<Instant> spans = window.spans();
        JsonArrayBuilder time = Json.createArrayBuilder();
        spans.forEach(span -> time.add(span.toEpochMilli()));
        JsonObjectBuilder usage = Json.createObjectBuilder();
        series.forEach((name, values) -> usage.add(name, column(values, spans, window.whole())));
        return Json.createObjectBuilder().add("time", time).add("usage", usage).build();
    }

    private static JsonArrayBuilder column(Map<Instant, Long> values, List<Instant> spans, boolean whole) {
        JsonArrayBuilder column = Json.createArrayBuilder();
        if (whole) {
            return column.add(
                    values.values().stream().mapToLong(Long::longValue).sum());
        }
        spans.forEach(span -> column.add(values.getOrDefault(span, 0L)));
        return column;
    }

    private static boolean isOfCharacters(Query query) {
        String metric = query.text("metric").orElse("credits");
        if (!Set.of("credits", "tts_characters", "request_count").contains(metric)) {
            throw new Refusal.NotImplemented("This server counts credits, tts_characters and request_count.");
        }
        return !metric.equals("request_count");
    }

    private static boolean isApart(Query query) {
        String breakdown = query.text("breakdown_type").orElse("none");
        if (!Set.of("none", "product_type").contains(breakdown)) {
            throw new Refusal.NotImplemented("This server breaks its counts down by product_type or not at all.");
        }
        return breakdown.equals("product_type");
    }

    private Map<String, Map<Instant, Count>> spoken(String unit, Instant from, Instant to) {
        Map<Instant, Count> inCalls = new HashMap<>();
        for (Map.Entry<Instant, Said> said : calls.by(unit, from, to).entrySet()) {
            inCalls.put(
                    said.getKey(),
                    new Count(said.getValue().requests(), said.getValue().characters()));
        }
        return Map.of(IN_CALLS, inCalls, OUTSIDE, uses.spoken(unit, from, to));
    }

    /** Numbers by name and moment. */
    private static final class Series {
        private Series() {}

        static Map<String, Map<Instant, Long>> of(Map<String, Map<Instant, Count>> counts, boolean characters) {
            Map<String, Map<Instant, Long>> series = new TreeMap<>();
            counts.forEach((name, values) -> {
                Map<Instant, Long> numbers = new TreeMap<>();
                values.forEach((at, count) -> numbers.put(at, characters ? count.characters() : count.requests()));
                series.put(name, numbers);
            });
            return series;
        }

        static Map<Instant, Long> sum(Iterable<Map<Instant, Long>> series) {
            Map<Instant, Long> sum = new TreeMap<>();
            series.forEach(each -> each.forEach((at, number) -> sum.merge(at, number, Long::sum)));
            return sum;
        }
    }
}
