package antiphon.conversations.client;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries headers of the upgrade request to the session, as request parameters, which belong to one connection. On this
 * container the user properties of an endpoint and of all its sessions are one map, which would mix up callers.
 */
@WebFilter({ConversationEndpoint.PATH, "/v1/convai/conversations/*", "/v1/antiphon/*"})
public class UpgradeHeaders extends HttpFilter {
    static final String API_KEY = "xi-api-key";
    static final String ORIGIN = "Origin";
    static final String AUTHORIZATION = "Authorization";
    static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";

    private static final long serialVersionUID = 1L;

    /** No query parameter gets through under these names: each is set, or taken out, at every handshake. */
    private static final String PREFIX = "antiphon.upgrade.";

    private static final String BEARER_PROTOCOL = "bearer.";
    private static final String BEARER = "Bearer ";
    private static final List<String> CARRIED = List.of(API_KEY, ORIGIN, AUTHORIZATION, SUBPROTOCOLS);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader("Upgrade") == null) {
            chain.doFilter(request, response);
            return;
        }
        Map<String, String[]> parameters = Collections.unmodifiableMap(withHeaders(request));
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Map<String, String[]> getParameterMap() {
                        return parameters;
                    }
                },
                response);
    }

    private static Map<String, String[]> withHeaders(HttpServletRequest request) {
        Map<String, String[]> parameters = new HashMap<>(request.getParameterMap());
        parameters.keySet().removeIf(name -> name.startsWith(PREFIX));
        for (String header : CARRIED) {
            List<String> values = Collections.list(request.getHeaders(header));
            if (!values.isEmpty()) {
                parameters.put(PREFIX + header, values.toArray(String[]::new));
            }
        }
        return parameters;
    }

    /** The API key, or whatever else lets somebody in: servers send a header, a browser can only offer a subprotocol. */
    public static Optional<String> apiKey(Session session) {
        Optional<String> header = of(session, API_KEY).findFirst();
        Optional<String> bearer = of(session, AUTHORIZATION)
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .findFirst();
        Optional<String> protocol = of(session, SUBPROTOCOLS)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> value.startsWith(BEARER_PROTOCOL))
                .map(value -> value.substring(BEARER_PROTOCOL.length()))
                .findFirst();
        return header.or(() -> bearer).or(() -> protocol).map(String::strip).filter(key -> !key.isEmpty());
    }

    static Stream<String> of(Session session, String header) {
        return session.getRequestParameterMap().getOrDefault(PREFIX + header, List.of()).stream();
    }

    public static Optional<String> parameter(Session session, String name) {
        return session.getRequestParameterMap().getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
