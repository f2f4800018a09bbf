package antiphon.conversations.blobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobsTest {
    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_blob_grows_and_is_read_in_parts() throws IOException {
        Path own = directory.resolve("blobs");
        DirectoryBlobs blobs = new DirectoryBlobs(own);
        blobs.append("conv_1.s16le", bytes("what was "));
        blobs.append("conv_1.s16le", bytes("said"));
        try (InputStream whole = blobs.read("conv_1.s16le");
                InputStream part = blobs.read("conv_1.s16le", 5, 3);
                InputStream last = blobs.read("conv_1.s16le", 9, 100)) {
            assertArrayEquals(bytes("what was said"), whole.readAllBytes());
            assertArrayEquals(bytes("was"), part.readAllBytes());
            assertArrayEquals(bytes("said"), last.readAllBytes());
        }
        assertEquals(List.of("conv_1.s16le"), blobs.names());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
    }

    @Test
    void what_was_deleted_is_gone_and_may_be_deleted_again() throws IOException {
        DirectoryBlobs blobs = new DirectoryBlobs(directory);
        blobs.append("a.journal", bytes("x"));
        assertTrue(blobs.exists("a.journal"));
        blobs.delete("a.journal");
        blobs.delete("a.journal");
        assertFalse(blobs.exists("a.journal"));
        assertThrows(NoSuchFileException.class, () -> blobs.read("a.journal"));
    }

    @Test
    void a_name_that_leads_elsewhere_is_none() {
        DirectoryBlobs blobs = new DirectoryBlobs(directory);
        for (String name : List.of("../a.journal", "a/b.journal", "a", "", "..", "a.b.c", "a.JOURNAL")) {
            assertThrows(IllegalArgumentException.class, () -> blobs.exists(name), name);
        }
    }
}
