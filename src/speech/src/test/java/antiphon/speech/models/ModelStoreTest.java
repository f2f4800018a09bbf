package antiphon.speech.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechSettings.Weights;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.peers.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir
    Path directory = Path.of("");

    private record Loaded(AtomicInteger released) implements AutoCloseable {
        @Override
        public void close() {
            released.incrementAndGet();
        }
    }

    private final AtomicInteger released = new AtomicInteger();

    @Test
    void a_model_is_loaded_once_and_released_in_the_end() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger loads = new AtomicInteger();
        ModelStore<Loaded> store = new ModelStore<>("vosk", new Weights.OnDisk(directory), path -> {
            Patience.await(go);
            loads.incrementAndGet();
            return new Loaded(released);
        });
        var notYet = assertThrows(SpeechUnavailable.class, store::get);
        assertEquals("The model of vosk is not there yet (0 % fetched); try again later.", notYet.getMessage());
        go.countDown();
        Loaded loaded = store.begin().get();
        assertSame(loaded, store.get());
        assertEquals(1, loads.get());
        store.close();
        assertEquals(1, released.get());
    }

    @Test
    void what_went_wrong_is_said_and_the_next_who_asks_has_another_chance() throws IOException {
        Path file = directory.resolve("base.bin");
        try (ModelStore<Loaded> store =
                new ModelStore<>("whisper", new Weights.OnDisk(file), path -> new Loaded(released))) {
            var missing =
                    assertThrows(ExecutionException.class, () -> store.begin().get());
            assertTrue(String.valueOf(missing.getMessage())
                    .contains("there is nothing where speech.whisper.model points"));
            Files.createFile(file);
            assertThrows(SpeechUnavailable.class, store::get);
            store.begin().join();
            assertEquals(new Loaded(released).released(), store.get().released());
        }
    }

    @Test
    void an_engine_that_is_not_on_this_server_is_said_so() {
        try (ModelStore<Loaded> store = new ModelStore<>("vosk", new Weights.OnDisk(directory), path -> {
            throw new NoClassDefFoundError("antiphon/engines/VoskEngine");
        })) {
            var missing =
                    assertThrows(ExecutionException.class, () -> store.begin().get());
            assertTrue(String.valueOf(missing.getMessage()).contains("is its engine on this server"));
        }
    }
}
