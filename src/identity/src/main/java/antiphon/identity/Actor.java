package antiphon.identity;

import antiphon.api.Refusal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who does something, as the audit trail names them.
 *
 * @param id the id of the API key, or a word in angle brackets for the server itself
 * @param name as given by whoever made the key; may be shown
 * @param scopes what the key may be used for at all
 */
public record Actor(String id, String name, Role role, Set<Scope> scopes) {
    /** The server on its own account, such as when it makes the first agent. */
    public static final Actor SERVER = new Actor("<server>", "Antiphon", Role.ADMIN);

    public Actor {
        scopes = Set.copyOf(scopes);
    }

    /** For whatever the role allows. */
    public Actor(String id, String name, Role role) {
        this(id, name, role, EnumSet.allOf(Scope.class));
    }

    /** @throws Refusal.Forbidden if the role does not cover the needed one, or the key is not for such things */
    public void demand(Role needed, Scope scope) {
        demand(needed);
        if (!scopes.contains(scope)) {
            throw new Refusal.Forbidden(
                    "missing_permissions",
                    "This needs the scope " + scope.wireName() + "; the API key was made for other things.");
        }
    }

    void demand(Role needed) {
        if (!role.covers(needed)) {
            throw new Refusal.Forbidden(
                    "insufficient_permissions",
                    "This needs the role " + needed.wireName() + "; the API key has the role " + role.wireName() + ".");
        }
    }
}
