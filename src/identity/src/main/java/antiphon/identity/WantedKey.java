package antiphon.identity;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key that somebody asks for.
 *
 * @param scopes at least one
 */
record WantedKey(String name, Role role, Set<Scope> scopes, Optional<Instant> expiresAt) {
    private static final int LONGEST_NAME = 200;

    WantedKey {
        scopes = Set.copyOf(scopes);
    }

    boolean isForEverything() {
        return scopes.size() == Scope.values().length;
    }

    /** @throws Refusal.Invalid naming the member that is wrong */
    static WantedKey read(JsonObject body, Instant now) {
        return new WantedKey(name(body), role(body), scopes(body), expiry(body, now));
    }

    private static String name(JsonObject body) {
        if (!(body.get("name") instanceof JsonString name)
                || name.getString().isBlank()
                || name.getString().length() > LONGEST_NAME) {
            throw wrong("name", "Input should be a string of 1 to " + LONGEST_NAME + " characters", "string_type");
        }
        return name.getString().strip();
    }

    private static Role role(JsonObject body) {
        String word = body.get("role") instanceof JsonString text ? text.getString() : "";
        return Arrays.stream(Role.values())
                .filter(role -> role.wireName().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "role",
                        Arrays.stream(Role.values())
                                .map(Role::wireName)
                                .collect(Collectors.joining("', '", "Input should be one of '", "'")),
                        "enum"));
    }

    private static Set<Scope> scopes(JsonObject body) {
        JsonValue sent = body.getOrDefault("scopes", JsonValue.NULL);
        if (sent == JsonValue.NULL) {
            return EnumSet.allOf(Scope.class);
        }
        String wish = "Input should be a list of one or more of " + String.join(", ", Scope.wireNames());
        if (!(sent instanceof JsonArray array) || array.isEmpty()) {
            throw wrong("scopes", wish, "list_type");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (JsonValue each : array) {
            if (!(each instanceof JsonString word) || !Scope.wireNames().contains(word.getString())) {
                throw wrong("scopes", wish, "enum");
            }
            scopes.add(Scope.valueOf(word.getString().toUpperCase(Locale.ROOT)));
        }
        return scopes;
    }

    private static Optional<Instant> expiry(JsonObject body, Instant now) {
        JsonValue sent = body.getOrDefault("expires_at_unix_secs", JsonValue.NULL);
        if (sent == JsonValue.NULL) {
            return Optional.empty();
        }
        Instant latest = Instant.parse("9999-12-31T23:59:59Z");
        if (!(sent instanceof JsonNumber number)
                || !number.isIntegral()
                || number.bigIntegerValue().bitLength() > 40
                || number.longValue() <= now.getEpochSecond()
                || number.longValue() > latest.getEpochSecond()) {
            throw wrong(
                    "expires_at_unix_secs", "Input should be a whole number of seconds in the future", "value_error");
        }
        return Optional.of(Instant.ofEpochSecond(number.longValue()));
    }

    private static Refusal.Invalid wrong(String member, String message, String type) {
        return new Refusal.Invalid(new Problem(List.of("body", member), message, type));
    }
}
