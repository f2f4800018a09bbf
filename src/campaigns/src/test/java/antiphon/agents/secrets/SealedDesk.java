package antiphon.agents.secrets;

import java.nio.file.Path;
import java.util.Optional;

/** The desk of secrets, as far as others seal with it. */
public final class SealedDesk {
    private SealedDesk() {}

    public static Secrets in(Path directory) {
        Secrets secrets = new Secrets();
        secrets.sealUnder(new SecretSettings(Optional.empty(), directory));
        return secrets;
    }
}
