package antiphon.telephony;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * How a number's carrier is reached, as it was sent.
 *
 * @param shown what may be read back
 * @param hidden what may not: texts by their path, with dots
 */
record CarrierAccess(JsonObject shown, JsonObject hidden) {
    static final List<String> TRUNKS = List.of("inbound_trunk_config", "outbound_trunk_config");

    private static final List<String> SECRETS = List.of(
            "token",
            "account_auth_token",
            "region_config.token",
            "api_key",
            "api_token",
            "inbound_trunk_config.credentials.password",
            "outbound_trunk_config.credentials.password");

    /** What belongs to every number rather than to a carrier. */
    private static final List<String> GENERAL = List.of("phone_number", "label", "provider", "agent_id");

    static CarrierAccess of(JsonObject sent) {
        JsonObject shown = sent;
        JsonObjectBuilder hidden = Json.createObjectBuilder();
        for (String path : SECRETS) {
            JsonValue value = at(sent, path);
            if (value != JsonValue.NULL) {
                hidden.add(path, value);
            }
            shown = without(shown, List.of(path.split("\\.")));
        }
        for (String name : GENERAL) {
            shown = without(shown, List.of(name));
        }
        return new CarrierAccess(shown, hidden.build());
    }

    /** With a new trunk in place of the old; a password that is not sent stays while the user's name does. */
    CarrierAccess withTrunk(String name, JsonValue sent) {
        JsonObject fresh = Json.createObjectBuilder().add(name, sent).build();
        CarrierAccess changed = of(fresh);
        String password = name + ".credentials.password";
        JsonObjectBuilder secrets = Json.createObjectBuilder(hidden).remove(password);
        if (changed.hidden.containsKey(password)) {
            secrets.add(password, changed.hidden.get(password));
        } else if (hidden.containsKey(password) && user(changed.shown, name).equals(user(shown, name))) {
            secrets.add(password, hidden.get(password));
        }
        JsonObject trunks = sent == JsonValue.NULL
                ? Json.createObjectBuilder(shown).remove(name).build()
                : Json.createObjectBuilder(shown)
                        .add(name, changed.shown.get(name))
                        .build();
        return new CarrierAccess(trunks, secrets.build());
    }

    /** The contract's configuration of a trunk; null where it has none. */
    JsonValue trunk(String name, Optional<String> extra) {
        if (!(shown.get(name) instanceof JsonObject trunk)) {
            return JsonValue.NULL;
        }
        JsonObjectBuilder config = Json.createObjectBuilder(trunk)
                .remove("credentials")
                .add("has_auth_credentials", trunk.get("credentials") instanceof JsonObject)
                .add("username", user(shown, name));
        extra.ifPresent(flag -> config.add(flag, true));
        if (!trunk.containsKey("media_encryption")) {
            config.add("media_encryption", "allowed");
        }
        return config.build();
    }

    private static JsonValue user(JsonObject document, String trunk) {
        return at(document, trunk + ".credentials.username");
    }

    private static JsonValue at(JsonObject document, String path) {
        JsonValue value = document;
        for (String step : path.split("\\.")) {
            value = value instanceof JsonObject object ? object.getOrDefault(step, JsonValue.NULL) : JsonValue.NULL;
        }
        return value;
    }

    private static JsonObject without(JsonObject document, List<String> path) {
        String name = path.getFirst();
        JsonObjectBuilder changed = Json.createObjectBuilder(document);
        if (path.size() == 1) {
            return changed.remove(name).build();
        }
        return document.get(name) instanceof JsonObject inner
                ? changed.add(name, without(inner, path.subList(1, path.size())))
                        .build()
                : document;
    }
}
