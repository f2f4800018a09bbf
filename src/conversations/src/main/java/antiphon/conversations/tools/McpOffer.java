package antiphon.conversations.tools;

import antiphon.agents.config.HeaderValue;
import antiphon.agents.config.McpServerConfig;
import antiphon.agents.mcp.McpResult;
import antiphon.agents.mcp.McpSession;
import antiphon.agents.mcp.McpTool;
import antiphon.api.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A tool that a server offers in one call.
 *
 * @param values what a setting means in one conversation, given the values of dynamic variables by name
 */
record McpOffer(
        String serverId,
        McpServerConfig server,
        McpSession session,
        McpTool tool,
        BiFunction<HeaderValue, Function<String, String>, Optional<String>> values) {

    McpInputs inputs() {
        return new McpInputs(
                tool.inputSchema(), Optional.ofNullable(server.overrides().get(tool.name())));
    }

    boolean needsApproval() {
        return tool.needsApproval(server);
    }

    CompletableFuture<McpResult> use(JsonObject arguments, Function<String, String> variables) {
        try {
            return session.use(tool.name(), arguments, meta(variables), server.responseTimeout(tool.name()));
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private JsonObject meta(Function<String, String> variables) {
        JsonObjectBuilder meta = Json.createObjectBuilder();
        server.requestMeta().forEach((name, value) -> {
            boolean plain = value instanceof JsonNumber || value == JsonValue.TRUE || value == JsonValue.FALSE;
            if (plain) {
                meta.add(name, value);
            } else {
                values.apply(HeaderValue.read(value), variables).ifPresent(text -> meta.add(name, text));
            }
        });
        return meta.build();
    }
}
