package antiphon.acceptance;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.AssertionFailedError;

/**
 * The official JavaScript clients against the running server. The tests themselves are written for Node, beside what they
 * use, in {@code src/test/js}; each of them shows here under its own name.
 */
@ExtendWith(ArquillianExtension.class)
class OfficialClientsIT {
    private static final NodeTests TESTS = new NodeTests(
            Path.of("src/test/js"),
            Path.of("target/js"),
            Map.of(
                    "ANTIPHON_BASE_URL", System.getProperty("antiphon.base.url"),
                    "ANTIPHON_API_KEY_FILE",
                            Path.of(System.getProperty("antiphon.data"), "key").toString(),
                    "ANTIPHON_LOGS",
                            Path.of(System.getProperty("wlp.home"), "usr/servers/acceptance/logs")
                                    .toString(),
                    "ANTIPHON_CALLS_MOST", System.getProperty("conversations.calls.most"),
                    "BROWSER", System.getProperty("browser", "")));

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        TESTS.install();
        Readiness.await(URI.create(System.getProperty("antiphon.base.url")), () -> true);
    }

    @TestFactory
    Stream<DynamicNode> the_official_clients_are_content() throws IOException {
        return TESTS.files().stream().map(OfficialClientsIT::container);
    }

    private static DynamicNode container(Path file) {
        // A file is run when its container is opened, not before.
        return dynamicContainer(
                file.getFileName().toString(),
                Stream.of(file).flatMap(each -> TESTS.run(each).stream()).map(OfficialClientsIT::test));
    }

    private static DynamicTest test(NodeTests.Outcome outcome) {
        return dynamicTest(outcome.name(), () -> {
            if (outcome.failure().isPresent()) {
                throw new AssertionFailedError(outcome.failure().get());
            }
            if (outcome.skipped()) {
                abort("left out");
            }
        });
    }
}
