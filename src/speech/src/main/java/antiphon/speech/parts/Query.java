package antiphon.speech.parts;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The part of an address behind the question mark; a name may come more than once. */
public final class Query {
    private final List<String> pairs = new ArrayList<>();

    public Query with(String name, String value) {
        pairs.add(encoded(name) + "=" + encoded(value));
        return this;
    }

    public Query withEach(String name, List<String> values) {
        values.forEach(value -> with(name, value));
        return this;
    }

    public URI at(URI base, String path) {
        return URI.create(base + path + "?" + String.join("&", pairs));
    }

    /** @return the same as a WebSocket address: {@code wss} for {@code https}, {@code ws} for {@code http} */
    public URI socketAt(URI base, String path) {
        return URI.create(at(base, path).toString().replaceFirst("^http", "ws"));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
