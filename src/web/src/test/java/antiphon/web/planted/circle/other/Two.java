package antiphon.web.planted.circle.other;

import antiphon.web.planted.circle.One;
import org.jspecify.annotations.Nullable;

public class Two {
    @Nullable
    One one;
}
