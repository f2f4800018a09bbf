package antiphon.campaigns;

import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.telephony.E164;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What somebody wants called, read and looked at. */
record BatchOrder(
        String name,
        String agentId,
        String agentName,
        Optional<String> branchId,
        Optional<String> branchName,
        Optional<String> environment,
        String phoneNumberId,
        String phoneProvider,
        Instant scheduledAt,
        Optional<String> timezone,
        JsonObject telephonyCallConfig,
        Optional<Integer> concurrency) {
    private static final int LONGEST = 200;
    private static final long LATEST_SECONDS =
            Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    /** Somebody to call. */
    record Somebody(String id, String phoneNumber, Optional<JsonObject> clientData) {}

    static String name(JsonObject sent) {
        String name = sent.getString("call_name");
        if (name.isBlank() || name.length() > LONGEST) {
            throw invalid("body.call_name", "A batch call has a name of 1 to " + LONGEST + " characters");
        }
        return name;
    }

    /** When calling begins: at once, unless a time is named. */
    static Instant scheduled(JsonObject sent, Instant now) {
        if (!(sent.get("scheduled_time_unix") instanceof JsonNumber seconds)) {
            return now;
        }
        long at = seconds.bigDecimalValue().longValue();
        if (at < 0 || at > LATEST_SECONDS) {
            throw invalid("body.scheduled_time_unix", "Input should be seconds since 1970, before the year 2100");
        }
        return Instant.ofEpochSecond(at);
    }

    static Optional<String> timezone(JsonObject sent) {
        Optional<String> name = text(sent, "timezone");
        try {
            name.ifPresent(ZoneId::of);
            return name;
        } catch (DateTimeException unknown) {
            throw invalid("body.timezone", "Input should be a time zone such as Europe/Berlin");
        }
    }

    static Optional<Integer> concurrency(JsonObject sent) {
        return sent.get("target_concurrency_limit") instanceof JsonNumber number
                ? Optional.of((int) Math.min(number.bigDecimalValue().longValue(), Integer.MAX_VALUE))
                : Optional.empty();
    }

    static Optional<String> text(JsonObject sent, String name) {
        return sent.get(name) instanceof JsonString text && !text.getString().isBlank()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /** @throws Refusal.Invalid naming everybody who cannot be called */
    static List<Somebody> recipients(JsonObject sent) {
        List<JsonObject> wanted = sent.getJsonArray("recipients").getValuesAs(JsonObject.class);
        if (wanted.isEmpty()) {
            throw invalid("body.recipients", "Somebody has to be called");
        }
        List<Problem> problems = new ArrayList<>();
        List<Somebody> recipients = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            JsonObject one = wanted.get(i);
            String id = text(one, "id").orElseGet(() -> PublicId.fresh("rcpt_"));
            Optional<String> number = text(one, "phone_number").flatMap(E164::of);
            if (number.isEmpty()) {
                problems.add(problem(i, "phone_number", E164.HINT));
            }
            if (id.length() > LONGEST || !ids.add(id)) {
                problems.add(
                        problem(i, "id", "Each recipient has an id of its own, of at most " + LONGEST + " characters"));
            }
            Optional<JsonObject> data = one.get("conversation_initiation_client_data") instanceof JsonObject given
                    ? Optional.of(given)
                    : Optional.empty();
            recipients.add(new Somebody(id, number.orElse(""), data));
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems.subList(0, Math.min(problems.size(), 100)));
        }
        return recipients;
    }

    /** This server speaks no WhatsApp. */
    static void mustBeByTelephone(JsonObject sent) {
        boolean whatsapp = sent.getOrDefault("whatsapp_params", JsonValue.NULL) != JsonValue.NULL
                || sent.getJsonArray("recipients").getValuesAs(JsonObject.class).stream()
                        .anyMatch(one -> text(one, "whatsapp_user_id").isPresent());
        if (whatsapp) {
            throw new Refusal.NotImplemented("This server does not call by WhatsApp; leave out what concerns it.");
        }
    }

    static Refusal.Invalid invalid(String path, String message) {
        return new Refusal.Invalid(Problem.at(path, message, "value_error"));
    }

    private static Problem problem(int position, String field, String message) {
        return new Problem(List.of("body", "recipients", position, field), message, "value_error");
    }
}
