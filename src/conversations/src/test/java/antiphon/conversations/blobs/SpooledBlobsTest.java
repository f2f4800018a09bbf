package antiphon.conversations.blobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server that speaks S3. */
class SpooledBlobsTest {
    private static final String NAME = "conv_1.s16le";

    @TempDir
    Path directory;

    private final Clock clock = new Clock();
    private final byte[] sound = new byte[200_000];
    private BucketServer server;
    private S3Bucket bucket;
    private SpooledBlobs blobs;

    @BeforeEach
    void open() throws Exception {
        new Random(1).nextBytes(sound);
        server = new BucketServer();
        bucket = server.bucket();
        blobs = begun();
    }

    @AfterEach
    void close() throws Exception {
        bucket.close();
        server.close();
    }

    /** As after the start of a process. */
    private SpooledBlobs begun() {
        return (SpooledBlobs) BlobStores.open(new BlobSettings(Optional.of(server.settings(2))), directory, clock);
    }

    private List<String> spooled() throws IOException {
        return new DirectoryBlobs(directory).names();
    }

    private static byte[] all(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    @Test
    void a_blob_grows_on_the_disk_and_moves_to_the_bucket_when_it_is_complete() throws IOException {
        blobs.append(NAME, sound);
        blobs.settle();
        assertEquals(List.of(NAME), spooled(), "what still grows stays");
        blobs.complete(NAME);
        blobs.settle();
        assertEquals(List.of(), spooled());
        assertTrue(bucket.exists(NAME));
        assertTrue(blobs.exists(NAME));
        assertArrayEquals(sound, all(blobs.read(NAME)));
        assertArrayEquals(Arrays.copyOfRange(sound, 1000, 1500), all(blobs.read(NAME, 1000, 500)));
    }

    @Test
    void what_a_process_left_behind_is_moved_by_the_next_one() throws IOException {
        blobs.append(NAME, sound);
        SpooledBlobs next = begun();
        next.settle();
        next.settle();
        assertEquals(List.of(), spooled());
        assertArrayEquals(sound, all(bucket.read(NAME)));
    }

    @Test
    void a_bucket_that_was_away_gets_everything_when_it_is_back() throws Exception {
        server.leave();
        blobs.append(NAME, sound);
        blobs.complete(NAME);
        blobs.settle();
        assertArrayEquals(sound, all(blobs.read(NAME)), "it can be heard meanwhile");
        assertThrows(IOException.class, () -> blobs.exists("conv_2.s16le"));
        server.comeBack();
        blobs.settle();
        assertEquals(List.of(NAME), spooled(), "it is not asked again at once");
        clock.pass(Duration.ofSeconds(6));
        blobs.settle();
        assertEquals(List.of(), spooled());
        assertArrayEquals(sound, all(bucket.read(NAME)));
    }

    @Test
    void a_move_that_was_broken_off_is_done_again() throws IOException {
        blobs.append(NAME, sound);
        bucket.put(NAME, directory.resolve(NAME));
        begun().settle();
        assertEquals(List.of(), spooled());
        assertArrayEquals(sound, all(bucket.read(NAME)));
    }

    @Test
    void what_is_deleted_is_gone_from_both_places() throws IOException {
        blobs.append(NAME, sound);
        bucket.put(NAME, directory.resolve(NAME));
        blobs.delete(NAME);
        blobs.settle();
        assertFalse(blobs.exists(NAME));
        assertThrows(NoSuchFileException.class, () -> blobs.read(NAME));
        assertThrows(NoSuchFileException.class, () -> blobs.read(NAME, 0, 10));
    }

    @Test
    void only_so_many_are_on_their_way_at_once() throws IOException {
        for (int i = 0; i < 20; i++) {
            blobs.append("conv_" + i + ".journal", sound);
            blobs.complete("conv_" + i + ".journal");
        }
        blobs.settle();
        assertEquals(List.of(), spooled());
        assertTrue(server.mostAtOnce() <= 2, "at once: " + server.mostAtOnce());
    }
}
