package antiphon.web.planted;

import antiphon.call.planted.CallThatKeepsBooks;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

public class ImpatientService {
    @Nullable
    CallThatKeepsBooks circle;

    Instant hurry() {
        return Instant.now();
    }

    JsonObject emptyHanded() {
        return Json.createObjectBuilder().build();
    }
}
