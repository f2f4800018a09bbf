package antiphon.conversations;

import antiphon.speech.EmbeddedEngines;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Loads the embedded engines while the container still looks for beans. Each takes some seconds and mostly one core, so
 * that on two cores a server is ready sooner by the shorter of both.
 */
public class HeadStart implements Extension {
    private final CompletableFuture<EmbeddedEngines> engines = new CompletableFuture<>();

    void begin(@Observes BeforeBeanDiscovery discovery) {
        Config config = ConfigProvider.getConfig();
        Thread loading = Thread.ofPlatform().daemon().name("engines-head-start").unstarted(() -> load(config));
        loading.setContextClassLoader(HeadStart.class.getClassLoader());
        loading.start();
    }

    private void load(Config config) {
        try {
            EmbeddedEngines opened = EmbeddedEngines.open(key -> config.getOptionalValue(key, String.class));
            try {
                opened.warmUp().join();
                engines.complete(opened);
            } catch (RuntimeException | LinkageError wrong) {
                opened.close();
                throw wrong;
            }
        } catch (RuntimeException | LinkageError wrong) {
            engines.completeExceptionally(wrong);
        }
    }

    /** The engines, warm; exceptionally when they are there and cannot be used. */
    CompletableFuture<EmbeddedEngines> engines() {
        return engines;
    }
}
