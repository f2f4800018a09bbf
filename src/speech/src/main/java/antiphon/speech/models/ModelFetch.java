package antiphon.speech.models;

import antiphon.speech.SpeechSettings.Weights;
import antiphon.speech.SpeechUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.IntConsumer;

/**
 * Fetches one model: into a {@code .part} file that a later try resumes, checked against its SHA-256, unpacked if it is
 * a zip, and moved to its place in one step. Blocks; interrupt the thread to stop it.
 */
final class ModelFetch {
    /** Each try goes on where the last one broke off. */
    private static final int TRIES = 5;

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(ModelFetch.class.getName());

    private final String provider;
    private final Weights.Fetched weights;
    private final IntConsumer percentDone;
    private final Path target;
    private final Path part;

    ModelFetch(String provider, Weights.Fetched weights, IntConsumer percentDone) {
        this.provider = provider;
        this.weights = weights;
        this.percentDone = percentDone;
        String name = provider + "-" + weights.sha256().substring(0, 16);
        this.target = weights.directory().resolve(name);
        this.part = weights.directory().resolve(name + ".part");
    }

    /** @return the file, or the unpacked folder */
    Path fetch() {
        try {
            if (Files.exists(target)) {
                return target;
            }
            Files.createDirectories(weights.directory());
            try (FileChannel file = FileChannel.open(
                            part.resolveSibling(part.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    // Two servers may share the directory: the second waits, and then finds what the first fetched.
                    FileLock held = file.lock()) {
                return held.isValid() && Files.exists(target) ? target : fetchAlone();
            }
        } catch (IOException | InterruptedException broken) {
            throw new SpeechUnavailable(
                    "The model of " + provider + " could not be fetched; what has come is kept for the next try.");
        }
    }

    private Path fetchAlone() throws IOException, InterruptedException {
        LOG.log(System.Logger.Level.INFO, "Fetching the model of {0}", provider);
        downloadInTries();
        check();
        if (Archive.isZip(part)) {
            Path unpacked = part.resolveSibling(target.getFileName() + ".unpacking");
            Path content = Archive.unpack(part, unpacked);
            Files.move(content, target, StandardCopyOption.ATOMIC_MOVE);
            Archive.delete(unpacked);
            Files.delete(part);
        } else {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private void downloadInTries() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(ANSWER_TIMEOUT)
                .build()) {
            for (int tried = 1; ; tried++) {
                try {
                    download(http);
                    return;
                } catch (IOException broken) {
                    LOG.log(System.Logger.Level.INFO, "The fetching of the model of {0} broke off", provider);
                    if (tried == TRIES) {
                        throw broken;
                    }
                }
            }
        }
    }

    private void download(HttpClient http) throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(weights.url()).timeout(ANSWER_TIMEOUT);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> save(body, 0, length(response));
                case 206 -> save(body, have, have + length(response));
                // All of it had come already, or the file has become another: the checksum tells.
                case 416 -> LOG.log(System.Logger.Level.DEBUG, "Nothing is left to fetch for {0}", provider);
                default ->
                    throw new SpeechUnavailable("The model of " + provider + " could not be fetched: speech." + provider
                            + ".model.url answered HTTP " + response.statusCode() + ".");
            }
        }
    }

    private static long length(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Content-Length").orElse(0);
    }

    private void save(InputStream body, long from, long whole) throws IOException {
        StandardOpenOption[] options = from == 0
                ? new StandardOpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
                }
                : new StandardOpenOption[] {StandardOpenOption.WRITE, StandardOpenOption.APPEND};
        try (OutputStream file = Files.newOutputStream(part, options)) {
            byte[] chunk = new byte[1 << 16];
            long done = from;
            int reported = -1;
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                file.write(chunk, 0, count);
                done += count;
                int percent = whole == 0 ? 0 : (int) Math.min(100, done * 100 / whole);
                percentDone.accept(percent);
                if (percent / 10 > reported) {
                    reported = percent / 10;
                    LOG.log(System.Logger.Level.INFO, "The model of {0}: {1} % fetched", provider, percent);
                }
            }
        }
    }

    private void check() throws IOException {
        String sha256 = sha256(part);
        if (!sha256.equals(weights.sha256())) {
            Files.delete(part);
            throw new SpeechUnavailable("The model of " + provider + " was fetched, but its SHA-256 is " + sha256
                    + " where speech." + provider + ".model.sha256 says " + weights.sha256() + "; it was deleted.");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) content).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
