package antiphon.conversations.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the tools of one call did, for its record: beside their answers, which the call itself tells. Any thread. */
public final class ToolLedger {
    /**
     * One use of a tool.
     *
     * @param type the contract's word for the tool's kind
     * @param result of a system tool or a step of a workflow, in the contract's shape
     * @param details of the request, in the contract's shape
     * @param updates of dynamic variables, in the contract's shape
     * @param errorType a word for what went wrong; empty when nothing did
     */
    public record Entry(
            String type,
            Optional<JsonObject> result,
            Optional<JsonObject> details,
            JsonArray updates,
            String errorType) {}

    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** The contract's word for the kind of each tool, by the tool's name; tools of later agents join. */
    public Map<String, String> types() {
        return types;
    }

    /** Tools that can be used from here on. */
    public void knows(Map<String, String> moreTypes) {
        types.putAll(moreTypes);
    }

    /** @param useId of the {@link antiphon.language.ToolUse} */
    public Optional<Entry> entry(String useId) {
        return Optional.ofNullable(entries.get(useId));
    }

    void result(String useId, String type, JsonObject result) {
        Entry entry = of(useId, type);
        entries.put(useId, new Entry(type, Optional.of(result), entry.details(), entry.updates(), entry.errorType()));
    }

    void details(String useId, String type, JsonObject details) {
        Entry entry = of(useId, type);
        entries.put(useId, new Entry(type, entry.result(), Optional.of(details), entry.updates(), entry.errorType()));
    }

    void updates(String useId, String type, JsonArray updates) {
        Entry entry = of(useId, type);
        entries.put(useId, new Entry(type, entry.result(), entry.details(), updates, entry.errorType()));
    }

    void failed(String useId, String type, String errorType) {
        Entry entry = of(useId, type);
        entries.put(useId, new Entry(type, entry.result(), entry.details(), entry.updates(), errorType));
    }

    private Entry of(String useId, String type) {
        return entries.getOrDefault(
                useId, new Entry(type, Optional.empty(), Optional.empty(), JsonValue.EMPTY_JSON_ARRAY, ""));
    }
}
