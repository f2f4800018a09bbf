package antiphon.agents.secrets;

import antiphon.agents.documents.DocumentsFurniture;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.InstantSource;

/** The secrets put together by hand, their key in a file of the given directory. */
public final class SecretsFurniture {
    private final Secrets secrets = new Secrets();

    public SecretsFurniture(EntityManager entities, InstantSource clock, AuditTrail audit, Path directory) {
        secrets.entities = entities;
        secrets.clock = clock;
        secrets.audit = audit;
        secrets.dependents = DocumentsFurniture.dependents(entities);
        secrets.sealUnder(new SecretSettings(java.util.Optional.empty(), directory));
    }

    public Secrets secrets() {
        return secrets;
    }

    public SecretsResource door(Caller caller) {
        SecretsResource door = new SecretsResource();
        door.secrets = secrets;
        door.caller = caller;
        return door;
    }
}
