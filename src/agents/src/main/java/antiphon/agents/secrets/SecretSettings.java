package antiphon.agents.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the key to all secrets comes from.
 *
 * <p>{@code antiphon.secret.key} (environment {@code ANTIPHON_SECRET_KEY}): 32 bytes in base64, for instance from
 * {@code openssl rand -base64 32}. Without it, a key is made once and kept in the file {@code secret.key} (readable by
 * its owner only) in the directory {@code antiphon.data}, by default {@code data}: fit for one server on one machine.
 */
record SecretSettings(Optional<String> key, Path directory) {
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    static SecretSettings read(Function<String, Optional<String>> lookup) {
        return new SecretSettings(
                lookup.apply("antiphon.secret.key").filter(text -> !text.isBlank()),
                Path.of(lookup.apply("antiphon.data")
                        .filter(text -> !text.isBlank())
                        .orElse("data")));
    }

    /** Opens and closes under the configured key. */
    Seal seal() {
        return new Seal(key.map(SecretSettings::decoded).orElseGet(this::fromFile));
    }

    private static byte[] decoded(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("ANTIPHON_SECRET_KEY is not base64", e);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "ANTIPHON_SECRET_KEY must be base64 of " + KEY_BYTES + " bytes, but is of " + key.length);
        }
        return key;
    }

    private byte[] fromFile() {
        Path file = directory.resolve("secret.key");
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return decoded(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The key to the secrets can be neither read nor made: " + file, e);
        }
    }

    /** Written aside and then linked into place, so that of two servers that start at once both read the same whole key. */
    private void write(Path file) throws IOException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(directory);
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path draft = Files.createTempFile(directory, "secret", ".draft", ownerOnly);
        try {
            Files.writeString(draft, Base64.getEncoder().encodeToString(random));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another server was first: its key is the key.
        } finally {
            Files.delete(draft);
        }
    }

    @Override
    public String toString() {
        return "SecretSettings[" + directory + "]";
    }
}
