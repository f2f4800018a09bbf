package antiphon.agents.mcp;

import antiphon.agents.config.HeaderValue;
import antiphon.agents.config.McpServerConfig;
import antiphon.agents.config.McpServerConfig.Transport;
import antiphon.agents.connections.ConnectionCredentials;
import antiphon.agents.connections.Credentials;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.secrets.Secrets;
import antiphon.api.Refusal;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Begins sessions with MCP servers. */
@ApplicationScoped
public class McpSessions {
    private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration LONGEST_USE = Duration.ofSeconds(300);

    @Inject
    Secrets secrets;

    @Inject
    OutgoingRequests requests;

    @Inject
    ConnectionCredentials credentials;

    private final McpJsonMapper mapper = new JacksonMcpJsonMapper(JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build());

    /** For use without a container, for servers whose settings name no secrets. */
    public static McpSessions over(OutgoingRequests requests) {
        McpSessions sessions = new McpSessions();
        sessions.requests = requests;
        return sessions;
    }

    /**
     * Shakes hands with a server. Does not block but for secrets that are read; fails with {@link McpFailure}.
     *
     * @param variables the values of dynamic variables, by name
     */
    public CompletableFuture<McpSession> begin(McpServerConfig server, Function<String, String> variables) {
        try {
            URI address = address(server, variables);
            Map<String, String> headers = headers(server, variables);
            if (server.authConnectionId().isEmpty()) {
                return shakeHands(server, address, headers);
            }
            return proof(server.authConnectionId().get()).thenCompose(proof -> {
                headers.putAll(proof);
                return shakeHands(server, address, headers);
            });
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(McpFailure.of(failed));
        }
    }

    /** On a thread of its own, since a token may have to be asked for. */
    private CompletableFuture<Map<String, String>> proof(String connectionId) {
        Credentials opened = opened(connectionId);
        return CompletableFuture.supplyAsync(
                        opened::headers,
                        task -> Thread.ofVirtual().name("mcp-credentials").start(task))
                .exceptionallyCompose(failed -> CompletableFuture.failedFuture(McpFailure.of(failed)));
    }

    private Credentials opened(String connectionId) {
        try {
            return credentials.of(connectionId);
        } catch (Refusal gone) {
            throw new McpFailure("The auth connection that the MCP server's settings name cannot be read.");
        }
    }

    private CompletableFuture<McpSession> shakeHands(McpServerConfig server, URI address, Map<String, String> headers) {
        try {
            CompletableFuture<McpSession> begun = new CompletableFuture<>();
            Handshake handshake = new Handshake(server.transport(), begun);
            McpClientTransport transport = transport(server, address, headers, handshake);
            McpAsyncClient client = McpClient.async(transport)
                    .clientInfo(Implementation.builder("antiphon", "1.0").build())
                    .initializationTimeout(LONGEST_HANDSHAKE)
                    .requestTimeout(LONGEST_USE)
                    .jsonSchemaValidator(unchecked())
                    .build();
            client.initialize()
                    .subscribe(
                            welcome -> begun.complete(new McpSession(client, mapper)),
                            failed -> begun.completeExceptionally(McpFailure.of(failed)));
            return begun.whenComplete((session, failed) -> {
                if (failed != null) {
                    client.close();
                }
            });
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(McpFailure.of(failed));
        }
    }

    /** Ends with the first trouble: the SDK would let a failed SSE stream go unnoticed until its time is over. */
    private record Handshake(Transport transport, CompletableFuture<McpSession> begun)
            implements GuardedHttpClient.Trouble {
        @Override
        public void failed(Throwable why) {
            begun.completeExceptionally(McpFailure.of(why));
        }

        /** Over streamable HTTP, some refusals belong to the protocol. */
        @Override
        public void answered(int status) {
            if (transport == Transport.SSE && status >= 400) {
                begun.completeExceptionally(
                        new McpFailure("The MCP server answers with the HTTP status " + status + "."));
            }
        }
    }

    /** A model reads what tools answer, whatever its shape. */
    private static JsonSchemaValidator unchecked() {
        return (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid("");
    }

    private McpClientTransport transport(
            McpServerConfig server, URI address, Map<String, String> headers, Handshake handshake) {
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        String place = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String path = address.getRawQuery() == null ? place : place + "?" + address.getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder();
        headers.forEach(request::setHeader);
        return switch (server.transport()) {
            case STREAMABLE_HTTP ->
                HttpClientStreamableHttpTransport.builder(origin)
                        .endpoint(path)
                        .clientBuilder(new GuardedHttpClient.Builder(requests, handshake))
                        .requestBuilder(request)
                        .jsonMapper(mapper)
                        .build();
            case SSE ->
                HttpClientSseClientTransport.builder(origin)
                        .sseEndpoint(path)
                        .clientBuilder(new GuardedHttpClient.Builder(requests, handshake))
                        .requestBuilder(request)
                        .jsonMapper(mapper)
                        .build();
        };
    }

    private URI address(McpServerConfig server, Function<String, String> variables) {
        try {
            URI address = new URI(value(server.url(), variables).orElse(""));
            if (address.getHost() != null && address.getRawPath() != null) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            // Told below: the text may be a secret.
        }
        throw new McpFailure("The URL of the MCP server is not one that begins with https:// or http:// and a host.");
    }

    private Map<String, String> headers(McpServerConfig server, Function<String, String> variables) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (server.disableCompression()) {
            headers.put("Accept-Encoding", "identity");
        }
        server.secretTokenId().ifPresent(id -> headers.put("Authorization", "Bearer " + reveal(id)));
        server.requestHeaders()
                .forEach((name, value) -> value(value, variables).ifPresent(text -> headers.put(name, text)));
        return headers;
    }

    /** What a setting means in one conversation; nothing for a variable that its environment does not have. */
    public Optional<String> value(HeaderValue value, Function<String, String> variables) {
        return switch (value) {
            case HeaderValue.Literal(String text) -> Optional.of(text);
            case HeaderValue.Secret(String id) -> Optional.of(reveal(id));
            case HeaderValue.DynamicVariable(String name) -> Optional.of(variables.apply(name));
            case HeaderValue.EnvironmentVariable variable -> variable.in(variables);
        };
    }

    private String reveal(String secretId) {
        try {
            return secrets.reveal(secretId);
        } catch (Refusal gone) {
            throw new McpFailure("A secret that the MCP server's settings name cannot be read.");
        }
    }
}
