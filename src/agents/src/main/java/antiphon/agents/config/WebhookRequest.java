package antiphon.agents.config;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Section {@code api_schema} of a webhook tool: the request to be made. The schemas are in the contract's dialect.
 *
 * @param pathParameters by name, each a schema
 * @param needsConnection whether the request is to be made with an auth connection of the workspace
 * @param connectionId of that connection; empty where an environment variable names it
 */
public record WebhookRequest(
        String url,
        String method,
        String contentType,
        Map<String, HeaderValue> headers,
        Map<String, JsonObject> pathParameters,
        Optional<JsonObject> queryParameters,
        Optional<JsonObject> body,
        ResponseFilter filter,
        boolean needsConnection,
        Optional<String> connectionId) {

    /**
     * What of an answer the model is shown.
     *
     * @param mode {@code all}, {@code allow} or {@code hide_all}
     * @param allowed paths with dots
     */
    public record ResponseFilter(String mode, List<String> allowed) {
        static ResponseFilter read(Section section) {
            return new ResponseFilter(section.text("mode"), section.texts("filters"));
        }
    }

    static WebhookRequest read(Section section) {
        return new WebhookRequest(
                section.text("url"),
                section.text("method"),
                section.text("content_type"),
                section.members("request_headers", (name, value) -> HeaderValue.read(value)),
                section.sectionsByName("path_params_schema", Section::json),
                section.object("query_params_schema"),
                section.object("request_body_schema"),
                ResponseFilter.read(section.section("response_filter")),
                section.object("auth_connection").isPresent(),
                section.optionalSection("auth_connection")
                        .flatMap(connection -> connection.optionalText("auth_connection_id")));
    }
}
