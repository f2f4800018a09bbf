package antiphon.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A running server, reached by its public API. Any thread. */
final class TalkServer {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final String key;

    TalkServer(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    /** One of the server's agents. */
    record Agent(String id, String name) {}

    /** The agent of this id, or the first of the server's. */
    Agent agent(Optional<String> id) throws IOException {
        if (id.isPresent()) {
            return agent(get("/v1/convai/agents/" + encoded(id.get())));
        }
        var agents = get("/v1/convai/agents?page_size=1").getJsonArray("agents");
        if (agents.isEmpty()) {
            throw new IOException("The server has no agent yet: make one, and name it by --agent");
        }
        return agent(agents.getJsonObject(0));
    }

    /** Rings an agent; what happens is told to the listener. */
    WebSocket ring(Agent agent, WebSocket.Listener listener) throws IOException {
        return client.newWebSocketBuilder()
                .buildAsync(signedUrl(agent), listener)
                .join();
    }

    /** Where a conversation with the agent may be opened during the next minutes. */
    URI signedUrl(Agent agent) throws IOException {
        JsonObject answer = get("/v1/convai/conversation/get-signed-url?agent_id=" + encoded(agent.id()));
        return URI.create(answer.getString("signed_url"));
    }

    Agent create(JsonObject document) throws IOException {
        String id = post("/v1/convai/agents/create", document).getString("agent_id");
        return agent(get("/v1/convai/agents/" + id));
    }

    JsonObject post(String path, JsonObject body) throws IOException {
        return ask(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    void delete(Agent agent) throws IOException {
        ask(HttpRequest.newBuilder(url.resolve("/v1/convai/agents/" + encoded(agent.id())))
                .DELETE());
    }

    JsonObject get(String path) throws IOException {
        return ask(HttpRequest.newBuilder(url.resolve(path)));
    }

    private JsonObject ask(HttpRequest.Builder asked) throws IOException {
        HttpRequest request = asked.header("xi-api-key", key).build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            try (var reader = Json.createReader(new StringReader(answer.body().isEmpty() ? "{}" : answer.body()))) {
                return reader.readObject();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Agent agent(JsonObject agent) {
        return new Agent(agent.getString("agent_id"), agent.getString("name", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
