package antiphon.conversations.record;

import antiphon.conversations.Enclave;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * How this server holds conversations.
 *
 * @param mostCalls {@code conversations.calls.most}, 1 to 100000: calls at once, beyond which further ones are refused; 5
 *     for each processor unless set, which is what the embedded engines keep up with
 * @param data {@code antiphon.data}: the directory for what is not in the database; {@code data} unless set
 * @param serverName {@code antiphon.server.name}: different for each server on one database, and the same after a restart;
 *     made from the host's name and the server's directory unless set
 * @param publicUrl {@code antiphon.public.url}: where clients reach this server, such as {@code https://voice.example.com};
 *     taken from each request unless set
 * @param trustsProxy {@code antiphon.proxy.trusted}: whether {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} are
 *     believed; false unless set
 * @param enclave {@code conversations.enclave}: whether clients may bring agents of their own (see {@link Enclave});
 *     false unless set
 */
public record ConversationSettings(
        int mostCalls, Path data, String serverName, Optional<URI> publicUrl, boolean trustsProxy, boolean enclave) {
    private static final int CALLS_A_PROCESSOR = 5;
    private static final int MOST_CALLS = 100_000;

    /** @throws IllegalArgumentException naming the key whose value is wrong, and what would be right */
    public static ConversationSettings read(Function<String, Optional<String>> lookup) {
        Function<String, Optional<String>> set =
                key -> lookup.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        return new ConversationSettings(
                set.apply("conversations.calls.most")
                        .map(ConversationSettings::calls)
                        .orElse(CALLS_A_PROCESSOR * Runtime.getRuntime().availableProcessors()),
                Path.of(set.apply("antiphon.data").orElse("data")),
                set.apply("antiphon.server.name").orElseGet(ConversationSettings::nameOfThisServer),
                set.apply("antiphon.public.url").map(ConversationSettings::url),
                set.apply("antiphon.proxy.trusted").filter("true"::equals).isPresent(),
                set.apply("conversations.enclave").filter("true"::equals).isPresent());
    }

    Path recordings() {
        return data.resolve("recordings");
    }

    private static int calls(String value) {
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_CALLS) {
            throw new IllegalArgumentException(
                    "conversations.calls.most must be a whole number from 1 to " + MOST_CALLS);
        }
        return Integer.parseInt(value);
    }

    private static URI url(String value) {
        URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "antiphon.public.url must be an http or https address such as https://voice.example.com");
        }
        return url;
    }

    private static String nameOfThisServer() {
        String directory = Path.of("").toAbsolutePath().toString();
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + directory;
        } catch (UnknownHostException nameless) {
            return "localhost:" + directory;
        }
    }
}
