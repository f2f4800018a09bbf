package antiphon.conversations;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import java.util.HashMap;

/** Query parameters without a container. */
public final class Parameters extends AbstractMultivaluedMap<String, String> {
    public Parameters() {
        super(new HashMap<>());
    }
}
