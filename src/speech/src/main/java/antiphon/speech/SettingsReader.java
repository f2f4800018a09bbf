package antiphon.speech;

import antiphon.speech.SpeechSettings.Weights;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads typed settings, and says precisely which one is wrong. Never quotes a value: it may be a key. */
record SettingsReader(Function<String, Optional<String>> lookup) {
    Optional<String> text(String key) {
        return lookup.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /** A key is checked here, because whoever refuses it later would quote it. */
    Optional<String> key(String key) {
        Optional<String> value = text(key);
        if (value.isPresent() && !value.get().matches("[!-~]+")) {
            throw wrong(key, "must be a key as the provider gave it: letters, digits and signs, no spaces");
        }
        return value;
    }

    List<String> names(String key, String otherwise) {
        return Arrays.stream(text(key, otherwise).split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    int number(String key, int otherwise, int least, int most) {
        String wanted = "must be a whole number from " + least + " to " + most;
        int value;
        try {
            value = text(key).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            throw wrong(key, wanted);
        }
        if (value < least || value > most) {
            throw wrong(key, wanted);
        }
        return value;
    }

    Duration duration(String key, String otherwise, Duration least, Duration most) {
        String wanted = "must be a duration such as " + otherwise + ", from " + least + " to " + most;
        Duration value;
        try {
            value = Duration.parse(text(key, otherwise));
        } catch (DateTimeParseException notADuration) {
            throw wrong(key, wanted);
        }
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(key, wanted);
        }
        return value;
    }

    /** @return without a slash at its end */
    URI url(String key, String otherwise) {
        String wanted =
                "must be an address that begins with https:// or http:// and has neither a query nor a name of a user";
        try {
            URI url = URI.create(text(key, otherwise).replaceAll("/+$", ""));
            String scheme = Optional.ofNullable(url.getScheme()).orElse("");
            if (!List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                    || url.getHost() == null
                    || url.getRawUserInfo() != null
                    || url.getRawQuery() != null) {
                throw wrong(key, wanted);
            }
            return url;
        } catch (IllegalArgumentException notAnAddress) {
            throw wrong(key, wanted);
        }
    }

    Optional<Weights> weights(String key) {
        Optional<String> path = text(key);
        if (path.isPresent()) {
            return Optional.of(new Weights.OnDisk(Path.of(path.get())));
        }
        if (text(key + ".url").isEmpty()) {
            return Optional.empty();
        }
        String sha256 = text(key + ".sha256", "").toLowerCase(Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw wrong(key + ".sha256", "must be the 64 hexadecimal digits of what " + key + ".url leads to");
        }
        return Optional.of(new Weights.Fetched(modelUrl(key + ".url"), sha256, modelsDirectory()));
    }

    private URI modelUrl(String key) {
        try {
            return URI.create(text(key, ""));
        } catch (IllegalArgumentException notAnAddress) {
            throw wrong(key, "must be an address");
        }
    }

    private Path modelsDirectory() {
        return text("speech.models.directory")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".antiphon", "models"));
    }

    private static IllegalArgumentException wrong(String key, String wanted) {
        return new IllegalArgumentException("The setting " + key + " " + wanted + ".");
    }
}
