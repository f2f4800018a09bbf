package antiphon.agents.config;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Section {@code api_schema} of a webhook tool: the request to be made. The schemas are in the contract's dialect.
 *
 * @param pathParameters by name, each a schema
 */
public record WebhookRequest(
        String url,
        String method,
        String contentType,
        Map<String, HeaderValue> headers,
        Map<String, JsonObject> pathParameters,
        Optional<JsonObject> queryParameters,
        Optional<JsonObject> body,
        Optional<JsonObject> response) {

    static WebhookRequest read(Section section) {
        return new WebhookRequest(
                section.text("url"),
                section.text("method"),
                section.text("content_type"),
                section.members("request_headers", (name, value) -> HeaderValue.read(value)),
                section.members("path_params_schema", (name, schema) -> schema.asJsonObject()),
                section.object("query_params_schema"),
                section.object("request_body_schema"),
                section.object("response_body_schema"));
    }
}
