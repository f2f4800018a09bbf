package antiphon.agents.secrets;

import antiphon.api.Cursor;
import antiphon.identity.Role;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** An agent that uses a secret. */
public record SecretUser(String agentId, String name, long createdAtUnixSecs) {
    static final String ORDER = "agent_id";

    static SecretUser read(Object[] row) {
        return new SecretUser((String) row[0], (String) row[1], ((Number) row[2]).longValue());
    }

    Cursor cursorAfter() {
        return new Cursor(ORDER, List.of(agentId));
    }

    /** The contract's DependentAvailableAgentIdentifier. */
    JsonObject asJson(Role viewer) {
        return Json.createObjectBuilder()
                .add("type", "available")
                .add("id", agentId)
                .add("name", name)
                .add("referenced_resource_ids", Json.createArrayBuilder())
                .add("created_at_unix_secs", createdAtUnixSecs)
                .add("access_level", viewer == Role.OPERATOR ? Role.VIEWER.wireName() : viewer.wireName())
                .build();
    }
}
