package antiphon.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was asked for on the command line: {@code --name=value}; an empty value is as good as none. */
final class TalkOptions {
    private final Map<String, String> given = new HashMap<>();

    /** @throws IllegalArgumentException telling which option is unknown */
    TalkOptions(Set<String> known, String... arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 0 ? argument.substring(2, equals) : argument;
            if (!known.contains(name)) {
                throw new IllegalArgumentException(argument + " is no option; there are --"
                        + String.join("=…, --", known.stream().sorted().toList()) + "=…");
            }
            given.put(name, argument.substring(equals + 1).strip());
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).filter(value -> !value.isEmpty());
    }

    Optional<Path> file(String name) {
        return text(name).map(Path::of);
    }

    int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        return text(name).map(Duration::parse).orElse(otherwise);
    }

    /** The server of {@code --url} with the key of {@code --key} or in the file {@code --key-file}. */
    TalkServer server() throws IOException {
        URI url = URI.create(text("url").orElse("http://localhost:9080"));
        Optional<String> key = text("key");
        if (key.isPresent()) {
            return new TalkServer(url, key.get());
        }
        Path file = file("key-file").orElse(Path.of(".antiphon", "key"));
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no API key in " + file.toAbsolutePath()
                    + ": name the file that the server named when it started by --key-file");
        }
        return new TalkServer(url, Files.readString(file).strip());
    }

    /** The sound of {@code --wav}. */
    TalkSound wav() throws IOException {
        return TalkSound.read(file("wav")
                .orElseThrow(() -> new IllegalArgumentException("--wav names the file that is to be spoken")));
    }
}
