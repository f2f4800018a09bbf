package antiphon.identity;

import jakarta.security.enterprise.CallerPrincipal;

/** The container's view of a caller: its name is the key's id. Found as the user principal of requests and sockets. */
public final class KeyPrincipal extends CallerPrincipal {
    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    KeyPrincipal(Actor actor) {
        super(actor.id());
        this.actor = actor;
    }

    public Actor actor() {
        return actor;
    }
}
