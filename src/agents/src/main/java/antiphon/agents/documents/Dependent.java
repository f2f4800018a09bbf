package antiphon.agents.documents;

import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.identity.Role;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** A thing that uses another. */
public sealed interface Dependent {
    /** Dependents are shown by id. */
    String ORDER = "dependent_id";

    String id();

    String name();

    /** The contract's DependentAvailable…Identifier, as the viewer may see it. */
    JsonObject asJson(Role viewer);

    default Cursor cursorAfter() {
        return new Cursor(ORDER, List.of(id()));
    }

    /** @param branchId its main branch */
    record Agent(String id, String name, long createdAtUnixSecs, String branchId) implements Dependent {
        @Override
        public JsonObject asJson(Role viewer) {
            return identifier(this, createdAtUnixSecs, viewer)
                    .add("referenced_resource_ids", Json.createArrayBuilder())
                    .build();
        }

        /** The contract's DependentBranchInfo of the branch that uses the thing. */
        public JsonObject branch() {
            return Json.createObjectBuilder()
                    .add("agent_id", id)
                    .add("agent_name", name)
                    .add("branch_id", branchId)
                    .add("branch_name", "Main")
                    .add("is_main", true)
                    .build();
        }
    }

    record Tool(String id, String name, long createdAtUnixSecs) implements Dependent {
        @Override
        public JsonObject asJson(Role viewer) {
            return identifier(this, createdAtUnixSecs, viewer).build();
        }
    }

    record McpServer(String id, String name, long createdAtUnixSecs) implements Dependent {
        @Override
        public JsonObject asJson(Role viewer) {
            return identifier(this, createdAtUnixSecs, viewer).build();
        }
    }

    private static JsonObjectBuilder identifier(Dependent dependent, long createdAtUnixSecs, Role viewer) {
        return Json.createObjectBuilder()
                .add("type", "available")
                .add("id", dependent.id())
                .add("name", dependent.name())
                .add("created_at_unix_secs", createdAtUnixSecs)
                .add("access_level", Creator.accessLevel(viewer));
    }
}
