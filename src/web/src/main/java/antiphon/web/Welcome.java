package antiphon.web;

import antiphon.agents.Agent;
import antiphon.agents.AgentSelection;
import antiphon.agents.Agents;
import antiphon.conversations.Providers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says on the console where the house is and how to try it, once it answers its first request. */
@Singleton
@Startup
@DependsOn("FirstStart")
public class Welcome {

    private static final long PAUSE_MILLIS = 100;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    @ConfigProperty(name = "http.port", defaultValue = "9080")
    int port;

    @Inject
    @ConfigProperty(name = "antiphon.public.url")
    Optional<URI> publicAddress;

    @Inject
    @ConfigProperty(name = "antiphon.data")
    Path data;

    @Inject
    Providers providers;

    @Inject
    Agents agents;

    @PostConstruct
    void announce() {
        executor.execute(this::sayWhenReady);
    }

    private void sayWhenReady() {
        if (providers.ready() && answers()) {
            URI base = publicAddress.orElse(URI.create("http://localhost:" + port));
            print(System.out, base, data.resolve(FirstStart.KEY_FILE), demoAgent());
        } else {
            var unused = executor.schedule(this::sayWhenReady, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> demoAgent() {
        return agents.list(AgentSelection.oldestWith(DemoAgent.TAG)).items().stream()
                .findFirst()
                .map(Agent::id);
    }

    /** Prints the address, the file that holds the key, a page to talk on and a line to try. */
    static void print(PrintStream console, URI base, Path keyFile, Optional<String> demoAgent) {
        String talk = demoAgent.map(id -> base + "/talk/?agent_id=" + id).orElse(base + "/talk/");
        // In one piece: the server's console breaks a line at each write.
        console.println("""

                  Antiphon is ready.

                    address   %1$s
                    API key   in the file %2$s
                    talk      %3$s
                    try       curl -H "xi-api-key: $(cat '%2$s')" %1$s/v1/convai/agents
                """.formatted(base, keyFile, talk));
        console.flush();
    }
}
