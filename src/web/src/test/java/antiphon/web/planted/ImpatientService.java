package antiphon.web.planted;

import java.time.Instant;

public class ImpatientService {
    Instant hurry() {
        return Instant.now();
    }
}
