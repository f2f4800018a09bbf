package antiphon.analysis.webhooks;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** A webhook that somebody asks for: signed with an HMAC, the one way the contract can ask for. */
record WantedWebhook(String name, String url, JsonObject headers) {
    private static final int LONGEST = 2_000;

    /** @throws Refusal.Invalid naming every place that the contract does not allow */
    static WantedWebhook read(JsonObject body) {
        refuse(Contract.stated().problems("Body_Create_workspace_webhook_v1_workspace_webhooks_post", body));
        JsonObject settings = body.getJsonObject("settings");
        String url = settings.getString("webhook_url");
        if (!isWeb(url)) {
            throw new Refusal.Invalid(Problem.at(
                    "body.settings.webhook_url",
                    "Input should be a URL that begins with https:// or http:// and a host",
                    "url_parsing"));
        }
        String name = name(settings, List.of("body", "settings", "name"));
        return new WantedWebhook(name, url, headers(settings, "body.settings.request_headers"));
    }

    static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    static String name(JsonObject settings, List<Object> path) {
        String name = settings.getString("name").strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new Refusal.Invalid(
                    new Problem(path, "Input should have 1 to " + LONGEST + " characters", "value_error"));
        }
        return name;
    }

    /** The headers that were sent, or none. */
    static JsonObject headers(JsonObject settings, String path) {
        if (!(settings.get("request_headers") instanceof JsonObject headers)) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        headers.forEach((name, value) -> {
            boolean plain = ((JsonString) value).getString().chars().allMatch(c -> c >= ' ' && c != 0x7F);
            if (!plain || !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new Refusal.Invalid(Problem.at(
                        path, "Input should be names and values that HTTP allows in headers", "value_error"));
            }
        });
        return headers;
    }

    private static boolean isWeb(String url) {
        try {
            URI address = new URI(url);
            return url.length() <= LONGEST
                    && address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("(?i)https?");
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
