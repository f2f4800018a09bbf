import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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
 * <p>Arguments: the least Java release; then, when the server is to be run, the root directory, the port wanted (may
 * be empty), and the command, settings, repository and offline mode of Maven, by which it builds the server if anything
 * changed since that was last done. Writes the server's environment into its folder.
 */
class Preflight {
    private static final String ARCHIVE = "target/classes.jsa";
    private static final String ONLY_AT_START = "src/main/liberty/config/only-at-start.json";

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int least = Integer.parseInt(arguments[0]);
        Jdk jdk = newest().filter(found -> found.release >= least).orElse(null);
        if (jdk == null && !Files.exists(Path.of(System.getProperty("user.home"), ".m2", "toolchains.xml"))) {
            refuse("Antiphon needs a JDK " + least + " or newer, and none was found in the usual places: install one (for"
                    + " example from https://adoptium.net) or point JAVA_HOME to it.");
        }
        if (arguments.length > 1) {
            Path root = Path.of(arguments[1]);
            if (root.toString().contains(" ")) {
                refuse("The folder \"" + root + "\" has a space in its name, and the migrations of the database cannot be read from"
                        + " such a folder: move the project, or clone it into another one.");
            }
            List<String> environment = environment(root, arguments[2], jdk);
            Build build = new Build(root);
            if (!build.isUpToDate()) {
                build.make(maven(arguments[3], arguments[4], arguments[5], arguments[6]));
            }
            Files.write(root.resolve(Build.SERVER).resolve("server.env"), environment);
        }
    }

    /** Maven's command line, with the settings, the repository and the mode of the one that runs this. */
    private static List<String> maven(String command, String settings, String repository, String offline) {
        List<String> line = new ArrayList<>(List.of(command, "-Dmaven.repo.local=" + value(repository)));
        if (Files.exists(Path.of(value(settings)))) {
            line.add("--settings=" + value(settings));
        }
        if (Boolean.parseBoolean(value(offline))) {
            line.add("--offline");
        }
        return line;
    }

    private static String value(String argument) {
        return argument.substring(argument.indexOf('=') + 1);
    }

    private static List<String> environment(Path root, String wantedPort, Jdk jdk) {
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
        lines.add("JVM_ARGS=-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=" + root.resolve(ARCHIVE) + " -Xlog:disable"
                + " -XX:+UnlockDiagnosticVMOptions -XX:CompilerDirectivesFile=" + root.resolve(ONLY_AT_START));
        return lines;
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

    /** The server with the EAR and what is beside it, and whether it is what its sources say. */
    private static final class Build {
        static final String SERVER = "target/liberty/wlp/usr/servers/antiphon";
        private static final List<String> MADE = List.of(
                SERVER + "/server.xml", "ear/target/antiphon.ear", "src/embedded-engines/target", "src/embedded-postgres/target");
        private static final List<String> SOURCES = List.of("pom.xml", "src", "db-migrations", "ear");
        private static final List<String> NO_SOURCES = List.of("target", "test", "node_modules", "acceptance", "bench");

        private final Path root;
        private final Path stamp;

        Build(Path root) {
            this.root = root;
            stamp = root.resolve("target/server.stamp");
        }

        /** Nothing is newer than the last build, the folders included, whose time tells of what was removed. */
        boolean isUpToDate() throws IOException {
            if (!Files.exists(stamp) || !MADE.stream().map(root::resolve).allMatch(Files::exists)) {
                return false;
            }
            FileTime built = Files.getLastModifiedTime(stamp);
            boolean[] changed = {false};
            for (String source : SOURCES) {
                Files.walkFileTree(root.resolve(source), new SimpleFileVisitor<Path>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
                        return NO_SOURCES.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : visitFile(folder, facts);
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        // Maven makes the folder "target" beside sources: the time of such a folder says nothing.
                        boolean counts = facts.isRegularFile() || !Files.exists(file.resolve("pom.xml"));
                        changed[0] |= counts && facts.lastModifiedTime().compareTo(built) > 0;
                        return changed[0] ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                    }
                });
            }
            return !changed[0];
        }

        void make(List<String> maven) throws IOException, InterruptedException {
            FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
            List<String> command = new ArrayList<>(maven);
            command.addAll(List.of("-Pserver", "package"));
            int code = new ProcessBuilder(command).directory(root.toFile()).inheritIO().start().waitFor();
            if (code != 0) {
                System.exit(code);
            }
            // What it says of classes that changed would only be read in vain.
            Files.deleteIfExists(root.resolve(ARCHIVE));
            Files.write(stamp, List.of());
            Files.setLastModifiedTime(stamp, begun);
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
