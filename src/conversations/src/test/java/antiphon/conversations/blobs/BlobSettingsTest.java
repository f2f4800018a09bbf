package antiphon.conversations.blobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlobSettingsTest {
    private static BlobSettings read(Map<String, String> set) {
        return BlobSettings.read(key -> Optional.ofNullable(set.get(key)));
    }

    @Test
    void blobs_are_files_unless_a_bucket_is_named() {
        assertEquals(new BlobSettings(Optional.empty()), read(Map.of()));
        BlobSettings.Bucket bucket = read(Map.of("recordings.store", "s3", "recordings.s3.bucket", "calls"))
                .bucket()
                .orElseThrow();
        assertEquals(
                new BlobSettings.Bucket("calls", "", Optional.empty(), "us-east-1", Optional.empty(), false, 2),
                bucket);
    }

    @Test
    void a_bucket_elsewhere_is_addressed_by_its_path() {
        BlobSettings.Bucket bucket = read(Map.of(
                        "recordings.store",
                        "s3",
                        "recordings.s3.bucket",
                        "calls",
                        "recordings.s3.endpoint",
                        "https://s3.example.com",
                        "recordings.s3.access.key",
                        "me",
                        "recordings.s3.secret.key",
                        "hush"))
                .bucket()
                .orElseThrow();
        assertTrue(bucket.pathStyle());
        assertFalse(bucket.toString().contains("hush"), "what is secret is not shown");
    }

    @Test
    void what_is_wrong_is_named() {
        assertTrue(wrong(Map.of("recordings.store", "tape")).contains("files or s3"));
        assertTrue(wrong(Map.of("recordings.store", "s3")).contains("recordings.s3.bucket"));
        Map<String, String> half =
                Map.of("recordings.store", "s3", "recordings.s3.bucket", "calls", "recordings.s3.access.key", "me");
        assertTrue(wrong(half).contains("both, or neither"));
    }

    private static String wrong(Map<String, String> set) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> read(set)).getMessage());
    }
}
