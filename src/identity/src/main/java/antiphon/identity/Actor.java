package antiphon.identity;

/**
 * Who does something, as the audit trail names them.
 *
 * @param id the id of the API key, or a word in angle brackets for the server itself
 * @param name as given by whoever made the key; may be shown
 */
public record Actor(String id, String name, Role role) {
    /** The server on its own account, such as when it makes the first agent. */
    public static final Actor SERVER = new Actor("<server>", "Antiphon", Role.ADMIN);
}
