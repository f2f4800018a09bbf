import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Looks, before anything is built, whether this machine has what is needed, and says in one sentence what is missing.
 * Runs from its source file on whatever JDK runs Maven, so it keeps to Java 11.
 *
 * <p>Arguments: the least Java release; then, when the server is to be run, the root directory and the port wanted (may
 * be empty). Writes the server's environment to {@code target/server.env} of the root directory.
 */
class Preflight {

    public static void main(String[] arguments) throws IOException {
        int least = Integer.parseInt(arguments[0]);
        Jdk jdk = newest().filter(found -> found.release >= least).orElse(null);
        if (jdk == null && !Files.exists(Path.of(System.getProperty("user.home"), ".m2", "toolchains.xml"))) {
            refuse("Antiphon needs a JDK " + least + " or newer, and none was found in the usual places: install one (for"
                    + " example from https://adoptium.net) or point JAVA_HOME to it.");
        }
        if (arguments.length > 1) {
            prepareRun(Path.of(arguments[1]), arguments.length > 2 ? arguments[2] : "", jdk);
        }
    }

    private static void prepareRun(Path root, String wantedPort, Jdk jdk) throws IOException {
        String port = wantedPort.isBlank() ? environment("HTTP_PORT", "9080") : wantedPort;
        requireFree(port, environment("HTTP_HOST", "*"));
        List<String> lines = new ArrayList<>();
        lines.add("JAVA_HOME=" + (jdk == null ? System.getProperty("java.home") : jdk.home));
        lines.add("HTTP_PORT=" + port);
        lines.add("ANTIPHON_DATA=" + environment("ANTIPHON_DATA", root.resolve(".antiphon").toString()));
        lines.add("ENGINES_DIR=" + environment("ENGINES_DIR", root.resolve("src/embedded-engines/target").toString()));
        lines.add("POSTGRES_DIR=" + environment("POSTGRES_DIR", root.resolve("src/embedded-postgres/target").toString()));
        lines.add("ANTIPHON_EAR=" + root.resolve("ear/target/antiphon.ear"));
        // The first server to end writes down the classes it loaded: the next ones start a few seconds of processor time earlier.
        lines.add("JVM_ARGS=-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=" + root.resolve("target/classes.jsa")
                + " -Xlog:disable");
        Files.createDirectories(root.resolve("target"));
        Files.write(root.resolve("target/server.env"), lines);
    }

    private static void requireFree(String port, String host) {
        int number = -1;
        try {
            number = Integer.parseInt(port.strip());
        } catch (NumberFormatException notANumber) {
            // told below
        }
        if (number < 1 || number > 65535) {
            refuse("\"" + port + "\" is no port: choose one from 1 to 65535, for example: mvn -Prun -Dhttp.port=9081");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(host.equals("*") ? new InetSocketAddress(number) : new InetSocketAddress(InetAddress.getByName(host), number));
        } catch (IOException taken) {
            refuse("Port " + number + " cannot be used (" + taken.getMessage() + "): end the program that has it, or choose"
                    + " another port: mvn -Prun -Dhttp.port=" + (number < 65535 ? number + 1 : 9080));
        }
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static void refuse(String sentence) {
        System.err.println();
        System.err.println("  " + sentence);
        System.err.println();
        System.exit(1);
    }

    private static Optional<Jdk> newest() {
        String home = System.getProperty("user.home");
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        System.getenv().forEach((name, value) -> {
            if (name.matches("(JAVA|JDK).*") && !value.isBlank()) {
                homes.add(Path.of(value));
            }
        });
        for (String folder : List.of(
                "/usr/lib/jvm", "/usr/java", "/opt", "/opt/java", "/usr/local", "/usr/local/lib/jvm", "/Library/Java/JavaVirtualMachines",
                home + "/Library/Java/JavaVirtualMachines", home + "/.jdks", home + "/.sdkman/candidates/java",
                home + "/.jenv/versions", home + "/.jbang/cache/jdks", home + "/.asdf/installs/java", home + "/jdk")) {
            children(Path.of(folder)).forEach(homes::add);
        }
        return homes.stream()
                .flatMap(each -> Stream.of(each, each.resolve("Contents/Home")))
                .flatMap(each -> Jdk.at(each).stream())
                .max(Comparator.comparingInt(each -> each.release));
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.collect(java.util.stream.Collectors.toList());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static final class Jdk {
        final Path home;
        final int release;

        Jdk(Path home, int release) {
            this.home = home;
            this.release = release;
        }

        static Optional<Jdk> at(Path home) {
            if (!Files.exists(home.resolve("bin/javac")) && !Files.exists(home.resolve("bin/javac.exe"))) {
                return Optional.empty();
            }
            Properties facts = new Properties();
            try (InputStream file = Files.newInputStream(home.resolve("release"))) {
                facts.load(file);
                String version = facts.getProperty("JAVA_VERSION", "0").replace("\"", "");
                return Optional.of(new Jdk(home, Integer.parseInt(version.split("[.+-]")[0])));
            } catch (IOException | NumberFormatException unknown) {
                return Optional.empty();
            }
        }
    }
}
