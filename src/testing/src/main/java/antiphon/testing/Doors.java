package antiphon.testing;

import antiphon.api.HttpRefusalMapper;
import antiphon.api.JsonBodyReader;
import antiphon.api.RefusalMapper;
import antiphon.api.UnexpectedMapper;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** The doors of a room as a client sees them, over a real database; only the socket is missing. */
public final class Doors implements AutoCloseable {
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE");

    private final TestDatabase database;
    private final ResteasyDeployment doors = new ResteasyDeploymentImpl();

    /** @param before who stands before each door, besides the manners of the API */
    public Doors(TestDatabase database, List<?> before, List<?> doors) {
        this.database = database;
        List<Object> providers = new ArrayList<>(before);
        providers.addAll(
                List.of(new JsonBodyReader(), new RefusalMapper(), new HttpRefusalMapper(), new UnexpectedMapper()));
        this.doors.setProviders(providers);
        this.doors.setResources(List.copyOf(doors));
        this.doors.start();
    }

    /**
     * Sends JSON, and takes anything in answer.
     *
     * @param key the secret of an API key; empty for none
     * @param body with single quotes, for reading ease
     */
    public Answer send(String method, String path, String key, String body) {
        MockHttpRequest request = request(method, path).accept("*/*");
        if (!key.isEmpty()) {
            request.header("xi-api-key", key);
        }
        if (!body.isEmpty() || !BODILESS.contains(method)) {
            request.contentType("application/json")
                    .content(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }
        return send(request);
    }

    public static MockHttpRequest request(String method, String path) {
        try {
            return MockHttpRequest.create(method, path);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sends a request in a transaction of its own, which a refusal undoes as on the server. */
    public Answer send(MockHttpRequest request) {
        MockHttpResponse response = new MockHttpResponse();
        database.inTransaction(() -> {
            doors.getDispatcher().invoke(request, response);
            if (response.getStatus() >= 400) {
                database.refuse();
            }
            return response;
        });
        return new Answer(response);
    }

    @Override
    public void close() {
        doors.stop();
    }
}
