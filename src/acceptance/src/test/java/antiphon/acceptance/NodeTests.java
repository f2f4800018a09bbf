package antiphon.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Tests written for Node's own runner: files {@code *.test.js} in one directory, with the packages that they name. */
final class NodeTests {
    /** Far more than anything takes that works, so that nothing hangs for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private static final int LEAST_NODE = 20;

    private final Path directory;
    private final Path reports;
    private final Map<String, String> environment;

    /** @param environment added to that of this process */
    NodeTests(Path directory, Path reports, Map<String, String> environment) {
        this.directory = directory;
        this.reports = reports;
        this.environment = environment;
    }

    /** @param failure what went wrong, if anything did */
    record Outcome(String name, Optional<String> failure, boolean skipped) {}

    /** Brings the packages of the lock file, unless they are here already. */
    void install() throws IOException {
        Path log = Files.createDirectories(reports).resolve("node.txt");
        if (start(log, "node", "-e", "process.exit(parseInt(process.versions.node) < " + LEAST_NODE + " ? 1 : 0)")
                != 0) {
            throw new IOException("The tests of the JavaScript clients need Node.js " + LEAST_NODE
                    + " or newer with npm; " + Files.readString(log).strip());
        }
        Path installed = directory.resolve("node_modules/.package-lock.json");
        if (Files.exists(installed) && !isOlder(installed, directory.resolve("package-lock.json"))) {
            return;
        }
        if (start(log, "npm", "ci") != 0) {
            throw new IOException("npm ci failed in " + directory + ":\n" + Files.readString(log));
        }
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
    }

    /** What came of the tests of one file. A run that fails without a failed test has one of its own. */
    List<Outcome> run(Path file) {
        String name = file.getFileName().toString();
        Path report = reports.resolve(name + ".xml").toAbsolutePath();
        Path log = reports.resolve(name + ".txt");
        try {
            Files.deleteIfExists(report);
            int exit = start(
                    log,
                    "node",
                    "--test",
                    "--test-reporter=spec",
                    "--test-reporter-destination=stdout",
                    "--test-reporter=junit",
                    "--test-reporter-destination=" + report,
                    name);
            String output = Files.readString(log);
            System.out.println(output);
            List<Outcome> outcomes = Files.exists(report) ? read(report) : List.of();
            boolean unexplained = exit != 0
                    && outcomes.stream().allMatch(outcome -> outcome.failure().isEmpty());
            return outcomes.isEmpty() || unexplained
                    ? List.of(new Outcome(name, Optional.of("node ended with " + exit + ":\n" + output), false))
                    : outcomes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int start(Path log, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("NO_COLOR", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            Files.writeString(log, missing.getMessage(), StandardCharsets.UTF_8);
            return -1;
        }
        try {
            if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IOException(String.join(" ", command) + " did not end:\n" + Files.readString(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command[0], e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static boolean isOlder(Path file, Path other) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) < 0;
    }

    private static List<Outcome> read(Path report) throws IOException {
        try {
            NodeList cases = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            List<Outcome> outcomes = new ArrayList<>();
            IntStream.range(0, cases.getLength())
                    .mapToObj(i -> (Element) cases.item(i))
                    .map(NodeTests::outcome)
                    .forEach(outcomes::add);
            return outcomes;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Node's report " + report + " cannot be read", e);
        }
    }

    private static Outcome outcome(Element test) {
        NodeList failures = test.getElementsByTagName("failure");
        return new Outcome(
                test.getAttribute("name"),
                failures.getLength() == 0
                        ? Optional.empty()
                        : Optional.of(failures.item(0).getTextContent().strip()),
                test.getElementsByTagName("skipped").getLength() > 0);
    }
}
