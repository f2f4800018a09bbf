package antiphon.language;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be set about language models.
 *
 * @param openai present when {@code openai.api.key} is set; {@code openai.base.url}, default https://api.openai.com/v1
 * @param anthropic present when {@code anthropic.api.key} is set; {@code anthropic.base.url}, default
 *     https://api.anthropic.com/v1
 * @param gemini present when {@code gemini.api.key} or {@code google.api.key} is set; {@code gemini.base.url}, default
 *     https://generativelanguage.googleapis.com/v1beta
 * @param embedded {@code language.embedded}, default true: whether the embedded responder may be chosen
 * @param fallback {@code language.fallback}: the model that stands in where the agent's model lacks its key: the name of
 *     a model, {@code embedded}, or {@code none}; default {@code embedded} when no provider has a key, {@code none} otherwise
 * @param backups {@code language.backups}: names in the order in which they take over from a model that fails, for
 *     agents whose {@code backup_llm_config} leaves it to the platform
 * @param connectTimeout {@code language.connect.timeout}, default 5 s
 * @param silence {@code language.silence.timeout}, default 30 s: how long a provider may send nothing
 */
public record LanguageSettings(
        Optional<Account> openai,
        Optional<Account> anthropic,
        Optional<Account> gemini,
        boolean embedded,
        String fallback,
        List<String> backups,
        Duration connectTimeout,
        Duration silence) {
    static final String NO_FALLBACK = "none";
    static final String EMBEDDED_FALLBACK = "embedded";
    private static final String BACKUPS = "gemini-2.5-flash,gpt-4.1-mini,claude-haiku-4-5";
    private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(ms|s|m)");

    /** Where a provider is reached, and with what key. */
    public record Account(String baseUrl, String apiKey) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Account[" + baseUrl + "]";
        }
    }

    /**
     * @param settings the value of a key, if there is one
     * @throws IllegalArgumentException naming the key whose value is wrong, and what would be right
     */
    public static LanguageSettings read(Function<String, Optional<String>> settings) {
        Function<String, Optional<String>> set =
                key -> settings.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        Optional<Account> openai = account(set, "openai", "https://api.openai.com/v1");
        Optional<Account> anthropic = account(set, "anthropic", "https://api.anthropic.com/v1");
        Optional<Account> gemini = account(set, "gemini", "https://generativelanguage.googleapis.com/v1beta");
        boolean keyless = openai.isEmpty() && anthropic.isEmpty() && gemini.isEmpty();
        return new LanguageSettings(
                openai,
                anthropic,
                gemini,
                flag(set, "language.embedded", true),
                set.apply("language.fallback").orElse(keyless ? EMBEDDED_FALLBACK : NO_FALLBACK),
                names(set.apply("language.backups").orElse(BACKUPS)),
                duration(set, "language.connect.timeout", Duration.ofSeconds(5)),
                duration(set, "language.silence.timeout", Duration.ofSeconds(30)));
    }

    private static Optional<Account> account(
            Function<String, Optional<String>> set, String provider, String defaultUrl) {
        Optional<String> key = set.apply(provider + ".api.key");
        if (key.isEmpty() && provider.equals("gemini")) {
            key = set.apply("google.api.key");
        }
        String url = address(
                provider + ".base.url", set.apply(provider + ".base.url").orElse(defaultUrl));
        return key.map(secret -> new Account(url, secret));
    }

    private static String address(String key, String value) {
        URI address;
        try {
            address = URI.create(value);
        } catch (IllegalArgumentException e) {
            throw wrong(key, "an address such as https://api.example.com/v1", e);
        }
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw wrong(key, "an address such as https://api.example.com/v1", null);
        }
        return value.replaceAll("/+$", "");
    }

    private static List<String> names(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(NO_FALLBACK))
                .toList();
    }

    private static boolean flag(Function<String, Optional<String>> set, String key, boolean otherwise) {
        return set.apply(key)
                .map(value -> switch (value) {
                    case "true", "on" -> true;
                    case "false", "off" -> false;
                    default -> throw wrong(key, "true or false", null);
                })
                .orElse(otherwise);
    }

    private static Duration duration(Function<String, Optional<String>> set, String key, Duration otherwise) {
        Duration value = set.apply(key).map(text -> duration(key, text)).orElse(otherwise);
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw wrong(key, "longer than nothing", null);
        }
        return value;
    }

    private static Duration duration(String key, String value) {
        Matcher amount = AMOUNT.matcher(value);
        if (amount.matches()) {
            double millis = Double.parseDouble(amount.group(1))
                    * switch (amount.group(2)) {
                        case "ms" -> 1;
                        case "s" -> 1000;
                        default -> 60_000;
                    };
            return Duration.ofMillis(Math.round(millis));
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw wrong(key, "a time such as 10s or PT0.4S", e);
        }
    }

    private static IllegalArgumentException wrong(String key, String right, @Nullable Exception cause) {
        return new IllegalArgumentException("The setting " + key + " is wrong: it must be " + right + ".", cause);
    }
}
