package antiphon.simulation.travel;

import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks for who puts past conversations to a version of an agent.
 *
 * @param branchId empty means the main branch
 * @param versionId empty means the newest of the branch
 * @param draft whether that person's draft on the branch is meant
 * @param conversationIds without repetitions; empty where a filter says which
 */
record TravelRequest(
        String agentId,
        Optional<String> branchId,
        Optional<String> versionId,
        boolean draft,
        Optional<List<String>> conversationIds) {
    private static final Set<String> MEMBERS =
            Set.of("agent_id", "branch_id", "version_id", "draft", "conversation_ids");

    /**
     * @param most conversations at one time
     * @throws Refusal.Invalid naming every place that is wrong
     */
    static TravelRequest read(JsonObject sent, int most) {
        List<Problem> problems = new ArrayList<>();
        sent.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .sorted()
                .forEach(name -> problems.add(problem("There is no such member", "extra_forbidden", name)));
        if (!sent.containsKey("agent_id")) {
            problems.add(problem("Field required", "missing", "agent_id"));
        }
        TravelRequest request = new TravelRequest(
                text(sent, "agent_id", problems).orElse(""),
                text(sent, "branch_id", problems),
                text(sent, "version_id", problems),
                flag(sent, problems),
                ids(sent, most, problems));
        if (request.draft && request.versionId.isPresent()) {
            problems.add(problem("A draft is of no version: name the one or the other", "value_error", "version_id"));
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return request;
    }

    static Problem problem(String message, String type, Object... path) {
        List<Object> places = new ArrayList<>(List.of("body"));
        places.addAll(List.of(path));
        return new Problem(places, message, type);
    }

    private static Optional<String> text(JsonObject sent, String name, List<Problem> problems) {
        return switch (sent.getOrDefault(name, JsonValue.NULL)) {
            case JsonString text -> Optional.of(text.getString());
            case JsonValue none when none == JsonValue.NULL && !name.equals("agent_id") -> Optional.empty();
            default -> {
                if (sent.containsKey(name)) {
                    problems.add(problem("Input should be a valid string", "string_type", name));
                }
                yield Optional.empty();
            }
        };
    }

    private static boolean flag(JsonObject sent, List<Problem> problems) {
        JsonValue flag = sent.getOrDefault("draft", JsonValue.FALSE);
        if (flag != JsonValue.TRUE && flag != JsonValue.FALSE) {
            problems.add(problem("Input should be a valid boolean", "bool_type", "draft"));
        }
        return flag == JsonValue.TRUE;
    }

    private static Optional<List<String>> ids(JsonObject sent, int most, List<Problem> problems) {
        JsonValue value = sent.getOrDefault("conversation_ids", JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (!(value instanceof JsonArray list)) {
            problems.add(problem("Input should be a valid list", "list_type", "conversation_ids"));
            return Optional.empty();
        }
        if (list.isEmpty()) {
            problems.add(problem("List should have at least 1 item", "too_short", "conversation_ids"));
        }
        if (list.size() > most) {
            problems.add(problem("List should have at most " + most + " items", "too_long", "conversation_ids"));
            return Optional.empty();
        }
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof JsonString id) {
                ids.add(id.getString());
            } else {
                problems.add(problem("Input should be a valid string", "string_type", "conversation_ids", i));
            }
        }
        return Optional.of(List.copyOf(ids));
    }

    /** @throws Refusal.Invalid naming every conversation that is not among these */
    void demand(Set<String> known) {
        List<String> ids = conversationIds.orElse(List.of());
        List<Problem> problems = ids.stream()
                .filter(id -> !known.contains(id))
                .map(id -> problem(
                        "There is no conversation with this id", "value_error", "conversation_ids", ids.indexOf(id)))
                .toList();
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    /** Those that can be ids at all. */
    List<String> plausibleIds() {
        return conversationIds.orElse(List.of()).stream()
                .filter(PublicId::isPlausible)
                .toList();
    }
}
