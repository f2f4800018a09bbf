package antiphon.agents.branches;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins two documents that come from one: of each field, the change of whichever side changed it. Objects are joined
 * field by field; lists and single values are one field each.
 */
final class ThreeWayMerge {
    /** What the contract lets conflict; of anything else both sides changed, the target's stays. */
    private static final Set<String> SECTIONS = Set.of("conversation_config", "platform_settings", "workflow");

    private final boolean sourceWins;
    private final List<Conflict> conflicts = new ArrayList<>();

    private ThreeWayMerge(boolean sourceWins) {
        this.sourceWins = sourceWins;
    }

    /** A field both sides changed, each to something else. Null where a side does not have it. */
    record Conflict(
            String path,
            String section,
            @Nullable JsonValue base,
            @Nullable JsonValue source,
            @Nullable JsonValue target) {

        /** The contract's FieldConflict. */
        JsonObject asJson() {
            return Json.createObjectBuilder()
                    .add("path", path)
                    .add("section", section)
                    .add("base_value", orNull(base))
                    .add("source_value", orNull(source))
                    .add("target_value", orNull(target))
                    .build();
        }

        private static JsonValue orNull(@Nullable JsonValue value) {
            return Objects.requireNonNullElse(value, JsonValue.NULL);
        }
    }

    record Joined(JsonObject document, List<Conflict> conflicts) {
        Joined {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * @param base what both come from
     * @param sourceWins where both changed the same; otherwise the target's change stays
     */
    static Joined join(JsonObject base, JsonObject source, JsonObject target, boolean sourceWins) {
        ThreeWayMerge merge = new ThreeWayMerge(sourceWins);
        JsonObject joined = merge.objects("", base, source, target);
        return new Joined(joined, merge.conflicts);
    }

    private JsonObject objects(String above, JsonObject base, JsonObject source, JsonObject target) {
        Set<String> names = new LinkedHashSet<>(target.keySet());
        names.addAll(source.keySet());
        JsonObjectBuilder joined = Json.createObjectBuilder();
        for (String name : names) {
            JsonValue value = fields(above + name, base.get(name), source.get(name), target.get(name));
            if (value != null) {
                joined.add(name, value);
            }
        }
        return joined.build();
    }

    private @Nullable JsonValue fields(
            String path, @Nullable JsonValue base, @Nullable JsonValue source, @Nullable JsonValue target) {
        if (Objects.equals(source, target) || Objects.equals(source, base)) {
            return target;
        }
        if (Objects.equals(target, base)) {
            return source;
        }
        if (source instanceof JsonObject ours && target instanceof JsonObject theirs) {
            JsonObject both = base instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
            return objects(path + ".", both, ours, theirs);
        }
        String section = path.replaceFirst("\\..*", "");
        if (!SECTIONS.contains(section)) {
            return target;
        }
        conflicts.add(new Conflict(path, section, base, source, target));
        return sourceWins ? source : target;
    }
}
