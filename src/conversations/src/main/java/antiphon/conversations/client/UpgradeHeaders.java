package antiphon.conversations.client;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries headers of the upgrade request to the session. On this container the user properties of an endpoint and of all
 * its sessions are one map, which would mix up callers; the map of request parameters belongs to one connection.
 */
public final class UpgradeHeaders extends ServerEndpointConfig.Configurator {
    static final String API_KEY = "xi-api-key";
    static final String ORIGIN = "Origin";
    static final String AUTHORIZATION = "Authorization";
    static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";

    /** No query parameter gets through under these names: each is set, or taken out, at every handshake. */
    private static final String PREFIX = "antiphon.upgrade.";

    private static final List<String> CARRIED = List.of(API_KEY, ORIGIN, AUTHORIZATION, SUBPROTOCOLS);

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Map<String, List<String>> parameters = request.getParameterMap();
        for (String header : CARRIED) {
            List<String> values = values(request.getHeaders(), header);
            parameters.remove(PREFIX + header);
            if (!values.isEmpty()) {
                parameters.put(PREFIX + header, values);
            }
        }
    }

    static Stream<String> of(Session session, String header) {
        return session.getRequestParameterMap().getOrDefault(PREFIX + header, List.of()).stream();
    }

    static Optional<String> parameter(Session session, String name) {
        return session.getRequestParameterMap().getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static List<String> values(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }
}
