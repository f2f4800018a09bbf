package antiphon.agents.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import antiphon.api.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path directory;

    private final Seal seal = new Seal(new byte[32]);

    @Test
    void a_sealed_value_opens_under_its_key_and_id_only() {
        byte[] closed = seal.close("secret_1", "swordfish");
        assertEquals("swordfish", seal.open("secret_1", closed));
        assertThrows(Refusal.Unavailable.class, () -> seal.open("secret_2", closed));
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        assertThrows(Refusal.Unavailable.class, () -> new Seal(otherKey).open("secret_1", closed));
        closed[closed.length - 1] ^= 1;
        assertThrows(Refusal.Unavailable.class, () -> seal.open("secret_1", closed));
    }

    @Test
    void the_same_value_never_looks_the_same_twice_and_never_like_itself() {
        byte[] one = seal.close("secret_1", "swordfish");
        byte[] two = seal.close("secret_1", "swordfish");
        assertFalse(Arrays.equals(one, two));
        assertFalse(new String(one, StandardCharsets.ISO_8859_1).contains("swordfish"));
    }

    @Test
    void without_a_configured_key_one_is_made_for_the_owner_alone_and_kept() throws IOException {
        SecretSettings settings = SecretSettings.read(key -> key.equals("antiphon.data")
                ? Optional.of(directory.resolve("new").toString())
                : Optional.empty());
        byte[] closed = settings.seal().close("secret_1", "swordfish");
        Path file = directory.resolve("new").resolve("secret.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("swordfish", settings.seal().open("secret_1", closed));
        try (var files = Files.list(directory.resolve("new"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void a_configured_key_is_used_and_a_wrong_one_is_named() {
        String base64 = Base64.getEncoder().encodeToString(new byte[32]);
        Seal configured = new SecretSettings(Optional.of(base64), directory).seal();
        assertEquals("v", seal.open("secret_1", configured.close("secret_1", "v")));
        assertThrows(IllegalStateException.class, () -> new SecretSettings(Optional.of("c2hvcnQ="), directory).seal());
        assertThrows(IllegalStateException.class, () -> new SecretSettings(Optional.of("!"), directory).seal());
    }

    @Test
    void the_defaults_are_no_key_and_the_directory_data() {
        SecretSettings defaults = SecretSettings.read(key -> Optional.empty());
        assertEquals(new SecretSettings(Optional.empty(), Path.of("data")), defaults);
    }
}
