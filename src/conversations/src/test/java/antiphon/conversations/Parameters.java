package antiphon.conversations;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import java.util.HashMap;

/** Query parameters without a container. */
final class Parameters extends AbstractMultivaluedMap<String, String> {
    Parameters() {
        super(new HashMap<>());
    }
}
