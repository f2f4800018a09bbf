package antiphon.analysis.webhooks;

import antiphon.api.contract.Contract;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What shall be different about a webhook; what is empty stays. */
record WebhookChange(
        String name,
        boolean disabled,
        Optional<Boolean> retryEnabled,
        Optional<JsonObject> headers,
        Optional<List<String>> events) {

    /** @throws antiphon.api.Refusal.Invalid naming every place that the contract does not allow */
    static WebhookChange read(JsonObject body) {
        WantedWebhook.refuse(Contract.stated()
                .problems("Body_Update_workspace_webhook_v1_workspace_webhooks__webhook_id__patch", body));
        Optional<JsonObject> headers = body.get("request_headers") instanceof JsonObject
                ? Optional.of(WantedWebhook.headers(body, "body.request_headers"))
                : Optional.empty();
        Optional<List<String>> events = body.get("events") instanceof JsonArray list
                ? Optional.of(list.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .distinct()
                        .toList())
                : Optional.empty();
        return new WebhookChange(
                WantedWebhook.name(body, List.of("body", "name")),
                body.getBoolean("is_disabled"),
                flag(body.getOrDefault("retry_enabled", JsonValue.NULL)),
                headers,
                events);
    }

    private static Optional<Boolean> flag(JsonValue value) {
        return value == JsonValue.NULL ? Optional.empty() : Optional.of(value == JsonValue.TRUE);
    }
}
