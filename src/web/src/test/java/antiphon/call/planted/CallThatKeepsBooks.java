package antiphon.call.planted;

import antiphon.web.planted.ImpatientService;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

public class CallThatKeepsBooks {
    @Nullable
    EntityManager books;

    @Nullable
    Response answer;

    @Nullable
    ImpatientService other;
}
