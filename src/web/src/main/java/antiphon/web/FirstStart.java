package antiphon.web;

import antiphon.agents.Agents;
import antiphon.identity.Actor;
import antiphon.identity.IssuedKey;
import antiphon.identity.Workspaces;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * On an empty database: makes the workspace, an admin key and the demo agent, in one transaction. The key is written to a
 * file that only its owner can read, before the transaction commits, so that no workspace is left whose key nobody has.
 */
@Singleton
@Startup
@DependsOn("Migrations")
public class FirstStart {
    static final String KEY_FILE = "key";

    @Inject
    Workspaces workspaces;

    @Inject
    Agents agents;

    @Inject
    @ConfigProperty(name = "antiphon.data")
    Path data;

    @PostConstruct
    void begin() {
        workspaces.ensureFirst("Antiphon").ifPresent(this::welcome);
    }

    private void welcome(IssuedKey key) {
        try {
            keep(data.resolve(KEY_FILE), key.secret());
        } catch (IOException broken) {
            throw new UncheckedIOException("The first key cannot be written to " + data, broken);
        }
        agents.create(DemoAgent.document(), Actor.SERVER);
    }

    static void keep(Path file, String secret) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                KEY_FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, secret + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
