package antiphon.speech.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechSettings.Weights;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.peers.HttpPeer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetchTest {
    @TempDir
    Path directory = Path.of("");

    private final byte[] model = new byte[1_000_000];
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<Integer> percents = new CopyOnWriteArrayList<>();

    ModelFetchTest() {
        new Random(7).nextBytes(model);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private ModelFetch fetch(HttpPeer peer, String sha256) {
        URI url = URI.create(peer.baseUrl() + "/small.bin");
        return new ModelFetch("whisper", new Weights.Fetched(url, sha256, directory), percents::add);
    }

    /** Serves ranges, as RFC 9110 says, but breaks off after this many bytes of each answer. */
    private HttpHandler breakingOffAfter(int bytes, byte[] content) {
        return exchange -> {
            int from = from(exchange);
            byte[] rest = Arrays.copyOfRange(content, from, content.length);
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, rest.length);
            exchange.getResponseBody().write(rest, 0, Math.min(bytes, rest.length));
            exchange.getResponseBody().flush();
            if (bytes < rest.length) {
                throw new IOException("broken on purpose");
            }
        };
    }

    private int from(HttpExchange exchange) {
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        ranges.add(range);
        return range.equals("null") ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }

    private List<String> leftInDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_download_that_breaks_off_goes_on_where_it_was() throws IOException {
        try (HttpPeer peer = HttpPeer.start(breakingOffAfter(400_000, model))) {
            Path file = fetch(peer, sha256(model)).fetch();
            assertArrayEquals(model, Files.readAllBytes(file));
            // What was under way when the connection broke may be lost; what was saved is not asked for again.
            assertEquals("null", ranges.getFirst());
            List<Integer> resumedAt = ranges.stream()
                    .skip(1)
                    .map(range -> Integer.parseInt(range.replaceAll("\\D", "")))
                    .toList();
            assertTrue(resumedAt.size() >= 2, ranges.toString());
            assertEquals(resumedAt.stream().sorted().distinct().toList(), resumedAt);
            assertEquals(100, percents.getLast());
            assertEquals(List.of(file.getFileName().toString()), leftInDirectory());
        }
    }

    @Test
    void what_an_earlier_server_left_is_not_fetched_again() throws IOException {
        Path part = directory.resolve("whisper-" + sha256(model).substring(0, 16) + ".part");
        Files.write(part, Arrays.copyOf(model, 999_000));
        try (HttpPeer peer = HttpPeer.start(breakingOffAfter(model.length, model))) {
            assertArrayEquals(
                    model, Files.readAllBytes(fetch(peer, sha256(model)).fetch()));
            assertEquals(List.of("bytes=999000-"), ranges);
        }
    }

    @Test
    void what_is_there_is_not_fetched_at_all() {
        try (HttpPeer peer = HttpPeer.start(breakingOffAfter(model.length, model))) {
            Path first = fetch(peer, sha256(model)).fetch();
            assertEquals(first, fetch(peer, sha256(model)).fetch());
            assertEquals(1, ranges.size());
        }
    }

    @Test
    void a_wrong_checksum_is_refused_and_deleted() throws IOException {
        try (HttpPeer peer = HttpPeer.start(breakingOffAfter(model.length, model))) {
            var refused = assertThrows(
                    SpeechUnavailable.class, () -> fetch(peer, "ab".repeat(32)).fetch());
            assertTrue(String.valueOf(refused.getMessage()).contains(sha256(model)), refused.getMessage());
            assertEquals(List.of(), leftInDirectory());
        }
    }

    @Test
    void a_server_that_never_gets_anywhere_is_given_up_and_the_part_is_kept() throws IOException {
        try (HttpPeer peer = HttpPeer.start(breakingOffAfter(10_000, model))) {
            assertThrows(
                    SpeechUnavailable.class, () -> fetch(peer, sha256(model)).fetch());
            assertEquals(5, ranges.size());
            assertEquals(List.of("whisper-" + sha256(model).substring(0, 16) + ".part"), leftInDirectory());
        }
    }

    @Test
    void an_address_that_holds_nothing_is_said() {
        try (HttpPeer peer = HttpPeer.start(exchange -> HttpPeer.answer(exchange, 404, ""))) {
            var nothing = assertThrows(
                    SpeechUnavailable.class, () -> fetch(peer, sha256(model)).fetch());
            assertEquals(
                    "The model of whisper could not be fetched: speech.whisper.model.url answered HTTP 404.",
                    nothing.getMessage());
        }
    }

    @Test
    void a_zip_is_unpacked_and_its_one_folder_is_the_model() throws IOException {
        byte[] zip = zip("model-small/am/final.mdl", "model-small/README");
        try (HttpPeer peer = HttpPeer.start(breakingOffAfter(zip.length, zip))) {
            Path folder = fetch(peer, sha256(zip)).fetch();
            assertEquals("model-small/README", Files.readString(folder.resolve("README")));
            assertTrue(Files.isRegularFile(folder.resolve("am").resolve("final.mdl")));
            assertEquals(List.of(folder.getFileName().toString()), leftInDirectory());
        }
    }

    @Test
    void a_zip_that_reaches_outside_of_its_folder_is_refused() throws IOException {
        byte[] zip = zip("model/README", "../../evil");
        try (HttpPeer peer = HttpPeer.start(breakingOffAfter(zip.length, zip))) {
            assertThrows(SpeechUnavailable.class, () -> fetch(peer, sha256(zip)).fetch());
            assertFalse(Files.exists(directory.resolve("evil")));
            assertFalse(Files.exists(directory.resolveSibling("evil")));
        }
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
