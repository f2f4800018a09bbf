package antiphon.conversations.client;

import antiphon.conversations.ContractSchema;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Text frames that a broken or malicious client might send, the same ones for the same seed. */
final class Nonsense {
    private static final int LONG_CHARACTERS = ClientMessages.LONGEST_CHARACTERS + 10;
    private static final String[] LITERALS = {
        "null",
        "true",
        "1",
        "-0",
        "1e400",
        "-1E999999999",
        "9223372036854775808",
        "0.1",
        "\"\"",
        "\"text\"",
        "[]",
        "{}",
        "[[[]]]",
        "{\"type\":{}}",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "1".repeat(400),
        "\"" + "x".repeat(9_000) + "\""
    };
    private static final String[] FRAMES = {
        "",
        " ",
        "null",
        "{",
        "}{",
        "[]",
        "\"user_audio_chunk\"",
        "{\"type\":\"pong\",\"event_id\":1,\"event_id\":\"2\"}",
        "{\"user_audio_chunk\":\"AAAA\",\"user_audio_chunk\":{}}",
        "{\"type\":\"user_message\",\"type\":\"pong\"}",
        "{\"user_audio_chunk\":\"AAA\"}",
        "{\"user_audio_chunk\":\"AA==AA==\"}",
        "{\"user_audio_chunk\":\"====\"}",
        "{\"user_audio_chunk\":null}",
        "{\"type\":null}",
        "{\"type\":\"conversation_initiation_client_data\",\"conversation_config_override\":[]}",
        "{'type':'pong'}",
        "\ufeff{\"type\":\"user_activity\"}",
        "{\"type\":\"user_activity\"} trailing",
        "GET / HTTP/1.1\r\nHost: here\r\n\r\n"
    };

    private final Random random;
    private final List<JsonObject> sensible = new ArrayList<>();

    Nonsense(long seed) {
        random = new Random(seed);
        ContractSchema contract = ContractSchema.events();
        for (String type : ContractSchema.payloads(false)) {
            sensible.add(contract.sample(type, true).asJsonObject());
            sensible.add(contract.sample(type, false).asJsonObject());
        }
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    String frame() {
        return switch (random.nextInt(10)) {
            case 0 -> FRAMES[random.nextInt(FRAMES.length)];
            case 1 -> characters(random.nextInt(200));
            case 2 -> deep();
            case 3 -> cut(pick().toString());
            case 4 -> "{\"user_audio_chunk\":\"" + base64(random.nextInt(500)) + "\"}";
            case 5 -> pick().toString();
            case 6 -> once(2_000) ? "{\"user_audio_chunk\":\"" + "A".repeat(LONG_CHARACTERS) + "\"}" : mutilated();
            default -> mutilated();
        };
    }

    private JsonObject pick() {
        return sensible.get(random.nextInt(sensible.size()));
    }

    /** A sensible message of which one thing is gone, new, twice there, or of another type. */
    private String mutilated() {
        JsonObject message = pick();
        List<String> names = List.copyOf(message.keySet());
        String name = names.get(random.nextInt(names.size()));
        JsonObjectBuilder changed = Json.createObjectBuilder(message);
        String literal = LITERALS[random.nextInt(LITERALS.length)];
        return switch (random.nextInt(4)) {
            case 0 -> changed.remove(name).build().toString();
            case 1 -> changed.add(characters(5), JsonValue.TRUE).build().toString();
            case 2 -> twice(message.toString(), name, literal);
            default -> {
                String without = changed.remove(name).build().toString();
                yield without.equals("{}")
                        ? "{\"" + name + "\":" + literal + "}"
                        : "{\"" + name + "\":" + literal + "," + without.substring(1);
            }
        };
    }

    private static String twice(String message, String name, String literal) {
        return message.substring(0, message.length() - 1) + ",\"" + name + "\":" + literal + "}";
    }

    private String cut(String message) {
        return message.substring(0, random.nextInt(message.length()));
    }

    private String deep() {
        int levels = once(500) ? 100_000 : random.nextInt(1_500);
        return switch (random.nextInt(3)) {
            case 0 -> "[".repeat(levels);
            case 1 -> "{\"type\":\"pong\",\"event_id\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
            default -> "{\"dynamic_variables\":".repeat(levels) + "1" + "}".repeat(levels);
        };
    }

    private String base64(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(once(100) ? "=*\u00e4-_".charAt(random.nextInt(5)) : (char) ('A' + random.nextInt(26)));
        }
        return text.toString();
    }

    private String characters(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (once(3) ? random.nextInt(0x10000) : random.nextInt(128)));
        }
        return text.toString();
    }
}
