package antiphon.web.planted.circle;

import antiphon.web.planted.circle.other.Two;
import org.jspecify.annotations.Nullable;

public class One {
    @Nullable
    Two two;
}
