package antiphon.web.planted;

import antiphon.api.Refusal;
import jakarta.transaction.Transactional;

public class ForgivingDesk {
    @Transactional
    boolean hasAny(StrictDesk other) {
        try {
            other.find();
            return true;
        } catch (Refusal.NotFound gone) {
            return false;
        }
    }

    public static class StrictDesk {
        @Transactional
        void find() {
            throw Refusal.NotFound.of("thing", "thing_1");
        }
    }
}
