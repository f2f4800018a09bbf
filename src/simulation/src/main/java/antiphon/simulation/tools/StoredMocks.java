package antiphon.simulation.tools;

import antiphon.agents.tools.Tool;
import antiphon.agents.tools.Tools;
import antiphon.conversations.tools.ToolStandIns;
import antiphon.simulation.judging.Judge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together what answers in the place of the tools of one agent. */
@ApplicationScoped
public class StoredMocks {
    @Inject
    Tools tools;

    /**
     * For tests of a single turn: no tool is used; each answers as its own {@code response_mocks} say, or that it was used.
     *
     * @param document the agent's
     * @param ending whether the turn is over once tools were used
     */
    public ToolStandIns untouched(JsonObject document, Judge judge, boolean ending) {
        return new Untouched(own(stored(document)), judge, ending);
    }

    /** For a test that is a simulation, as its {@code tool_mock_config} and {@code tool_mock_overrides} say. */
    public ToolStandIns simulated(JsonObject document, JsonObject test, Judge judge) {
        JsonObject config = object(test, "tool_mock_config");
        List<Tool> stored = stored(document);
        Map<String, List<Mock>> mocks = own(stored);
        object(test, "tool_mock_overrides").forEach((tool, list) -> {
            if (list instanceof JsonArray given) {
                mocks.put(nameOf(tool, stored), Mock.read(given));
            }
        });
        Set<String> named = new HashSet<>();
        texts(config.get("mocked_tool_ids")).forEach(id -> named.add(nameOf(id, stored)));
        return new Simulated(
                config.getString("mocking_strategy", "none"),
                named,
                mocks,
                config.getString("fallback_strategy", "raise_error").equals("call_real_tool"),
                judge);
    }

    /** For {@code simulate-conversation}: the contract's ToolMockConfig of tools by name. */
    public ToolStandIns named(JsonObject configs) {
        return new Named(configs);
    }

    /** Under what name a tool with this id is used; the id itself where none is stored under it. */
    public String name(String id) {
        return tools.present(List.of(id)).stream().map(Tool::name).findFirst().orElse(id);
    }

    private static String nameOf(String id, List<Tool> stored) {
        return stored.stream()
                .filter(tool -> tool.id().equals(id))
                .map(Tool::name)
                .findFirst()
                .orElse(id);
    }

    private static Map<String, List<Mock>> own(List<Tool> stored) {
        Map<String, List<Mock>> mocks = new HashMap<>();
        stored.forEach(tool -> mocks.put(tool.name(), Mock.read(tool.responseMocks())));
        return mocks;
    }

    /** Stored tools whose ids stand anywhere in the agent's document: in its prompt, or at a node of its workflow. */
    private List<Tool> stored(JsonObject document) {
        Set<String> ids = new HashSet<>();
        collect(document, ids);
        return tools.present(ids);
    }

    private static void collect(JsonValue value, Collection<String> ids) {
        if (value instanceof JsonObject object) {
            object.forEach((name, inner) -> {
                if (name.equals("tool_ids") || name.equals("additional_tool_ids")) {
                    ids.addAll(texts(inner));
                } else if (name.equals("tool_id") && inner instanceof JsonString id) {
                    ids.add(id.getString());
                } else {
                    collect(inner, ids);
                }
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(inner -> collect(inner, ids));
        }
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable JsonValue value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonArray array) {
            array.forEach(each -> {
                if (each instanceof JsonString text) {
                    texts.add(text.getString());
                }
            });
        }
        return texts;
    }

    private static JsonObject object(JsonObject document, String name) {
        return document.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
