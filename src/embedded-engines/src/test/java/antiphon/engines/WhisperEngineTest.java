package antiphon.engines;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without weights: that the native engine loads, and what it says to a file that is no model. */
class WhisperEngineTest {
    @Test
    void the_engine_is_on_board_and_refuses_what_is_no_model(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("base.bin"), new byte[100]);
        assertThrows(IOException.class, () -> WhisperEngine.load(file, 1));
    }
}
