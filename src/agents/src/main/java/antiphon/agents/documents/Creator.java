package antiphon.agents.documents;

import antiphon.api.Json;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import jakarta.json.JsonObject;

/** Who made a thing: the id and the name of an API key. */
public record Creator(String id, String name) {

    /** The contract's ResourceAccessInfo. Keys have no e-mail address; the contract wants one all the same. */
    public JsonObject accessFor(Actor viewer) {
        return Json.createObjectBuilder()
                .add("is_creator", id.equals(viewer.id()))
                .add("creator_name", name)
                .add("creator_email", "")
                .add("role", accessLevel(viewer.role()))
                .build();
    }

    /** The contract knows no operators: of agents and what they use, they may see as much as viewers. */
    static String accessLevel(Role role) {
        return switch (role) {
            case ADMIN, EDITOR, VIEWER -> role.wireName();
            case OPERATOR -> Role.VIEWER.wireName();
        };
    }
}
