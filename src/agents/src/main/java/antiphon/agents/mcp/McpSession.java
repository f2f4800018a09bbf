package antiphon.agents.mcp;

import antiphon.api.Json;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A session with an MCP server, from the handshake on. Any thread; nothing blocks. Fails with {@link McpFailure}. */
public final class McpSession implements AutoCloseable {
    private static final int MOST_PAGES = 20;
    private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};

    private final McpAsyncClient client;
    private final McpJsonMapper mapper;

    McpSession(McpAsyncClient client, McpJsonMapper mapper) {
        this.client = client;
        this.mapper = mapper;
    }

    /** All tools of the server, in its order. */
    public CompletableFuture<List<McpTool>> tools() {
        return client.listTools(null)
                .expand(page -> hasMore(page) ? client.listTools(page.nextCursor()) : Mono.empty())
                .take(MOST_PAGES)
                .concatMapIterable(ListToolsResult::tools)
                .map(tool -> new McpTool(json(tool)))
                .collectList()
                .onErrorMap(McpFailure::of)
                .toFuture();
    }

    private static boolean hasMore(ListToolsResult page) {
        return page.nextCursor() != null && !page.nextCursor().isEmpty();
    }

    /**
     * Uses a tool. Cancelling the future lets go of the request.
     *
     * @param meta sent as {@code _meta}; empty for none
     */
    public CompletableFuture<McpResult> use(String tool, JsonObject arguments, JsonObject meta, Duration longest) {
        CallToolRequest request = new CallToolRequest(tool, members(arguments), meta.isEmpty() ? null : members(meta));
        return client.callTool(request)
                .timeout(longest)
                .map(this::result)
                .onErrorMap(McpFailure::of)
                .toFuture();
    }

    private McpResult result(CallToolResult result) {
        JsonArray content = Json.createArrayBuilder(
                        result.content().stream().map(this::json).toList())
                .build();
        String text = result.content().stream()
                .map(part -> part instanceof TextContent words
                        ? words.text()
                        : json(part).toString())
                .collect(Collectors.joining("\n"));
        Object structured = result.structuredContent();
        String told = text.isEmpty() && structured != null ? json(structured).toString() : text;
        return new McpResult(told, content, Boolean.TRUE.equals(result.isError()));
    }

    private Map<String, Object> members(JsonObject object) {
        try {
            return mapper.readValue(object.toString(), MEMBERS);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonObject json(@Nullable Object value) {
        try (JsonReader reader = Json.createReader(new StringReader(mapper.writeValueAsString(value)))) {
            return reader.readObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Lets go of the server. */
    @Override
    public void close() {
        client.closeGracefully().onErrorComplete().subscribe();
    }
}
