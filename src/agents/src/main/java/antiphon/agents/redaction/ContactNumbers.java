package antiphon.agents.redaction;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Telephone numbers that exist in a numbering plan: those with a country's code, and those as they are dialled where the
 * conversation's language is spoken most.
 */
final class ContactNumbers {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String NOWHERE = "ZZ";
    private static final long MOST_TRIES = 1_000;

    private static final Map<String, List<String>> WHERE = Map.ofEntries(
            Map.entry("en", List.of("US", "GB")),
            Map.entry("de", List.of("DE", "AT", "CH")),
            Map.entry("fr", List.of("FR")),
            Map.entry("es", List.of("ES", "MX")),
            Map.entry("pt", List.of("PT", "BR")),
            Map.entry("it", List.of("IT")),
            Map.entry("nl", List.of("NL")),
            Map.entry("sv", List.of("SE")),
            Map.entry("da", List.of("DK")),
            Map.entry("cs", List.of("CZ")),
            Map.entry("el", List.of("GR")),
            Map.entry("uk", List.of("UA")),
            Map.entry("ja", List.of("JP")),
            Map.entry("ko", List.of("KR")),
            Map.entry("zh", List.of("CN")),
            Map.entry("hi", List.of("IN")),
            Map.entry("ar", List.of("SA")));

    private ContactNumbers() {}

    static Stream<Span> find(String text, String language) {
        List<Span> found = new ArrayList<>();
        for (String region : regions(language)) {
            NUMBERS.findNumbers(text, region, Leniency.VALID, MOST_TRIES)
                    .forEach(match -> found.add(new Span(match.start(), match.end())));
        }
        return found.stream();
    }

    private static List<String> regions(String language) {
        String base = language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        String same = base.toUpperCase(Locale.ROOT);
        return WHERE.getOrDefault(base, List.of(NUMBERS.getSupportedRegions().contains(same) ? same : NOWHERE));
    }
}
