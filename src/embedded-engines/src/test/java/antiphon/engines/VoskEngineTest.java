package antiphon.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without weights: that the native engine loads, and what it says to a folder that holds no model. */
class VoskEngineTest {
    @Test
    void the_engine_is_on_board_and_refuses_what_is_no_model(@TempDir Path empty) {
        var refused = assertThrows(IOException.class, () -> VoskEngine.load(empty));
        assertEquals("Failed to create a model", refused.getMessage());
    }
}
