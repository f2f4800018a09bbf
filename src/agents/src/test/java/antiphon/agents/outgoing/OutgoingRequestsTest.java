package antiphon.agents.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.outgoing.OutgoingFailure.Kind;
import antiphon.agents.outgoing.OutgoingRequest.Body;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutgoingRequestsTest {
    private final OutgoingRequests requests = with("loopback.test, 127.0.0.1", fixed("127.0.0.1"));

    @AfterEach
    void stop() {
        requests.close();
    }

    @Test
    void an_allowed_host_is_asked_and_answers() throws IOException {
        try (var server = new SomebodysServer(SomebodysServer.saying(
                200, "{\"ünder\":1}", headers -> headers.add("Content-Type", "application/json")))) {
            var request = new OutgoingRequest(
                    "POST",
                    server.at("loopback.test", "/orders?status=open"),
                    Map.of("X-Key", "k", "Host", "elsewhere.test", "Content-Length", "3"),
                    Optional.of(new Body("application/json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))),
                    Duration.ofSeconds(10),
                    1000);
            OutgoingResponse response = requests.exchange(request).whole();

            assertEquals("{\"ünder\":1}", response.text());
            assertTrue(response.successful());
            assertEquals(Optional.of("application/json"), response.header("content-type"));
            var asked = server.asked.getFirst();
            assertEquals("POST", asked.method());
            assertEquals("/orders?status=open", asked.address().toString());
            assertEquals("{\"a\":1}", asked.body());
            assertEquals("k", asked.headers().getFirst("X-Key"));
            assertEquals("application/json", asked.headers().getFirst("Content-Type"));
            assertTrue(asked.headers().getFirst("Host").startsWith("loopback.test:"));
        }
    }

    @Test
    void a_host_of_this_network_is_not_asked() throws IOException {
        try (var server = new SomebodysServer(SomebodysServer.saying(200, "secret"));
                var closed = new Closing(with("", fixed("127.0.0.1")))) {
            assertEquals(Kind.REFUSED, failure(closed.requests, server.at("innocent.example", "/")));
            assertTrue(server.asked.isEmpty());
        }
    }

    @Test
    void a_name_is_resolved_once_and_what_was_checked_is_what_is_connected_to() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        // Harmless when asked first, this machine when asked again.
        DnsResolver rebinding = names(host -> lookups.incrementAndGet() == 1 ? "127.0.0.2" : "127.0.0.1");
        try (var server = new SomebodysServer(SomebodysServer.saying(200, "secret"));
                var closed = new Closing(with("127.0.0.2", rebinding))) {
            assertEquals(Kind.UNREACHABLE, failure(closed.requests, server.at("rebinding.example", "/")));
            assertEquals(1, lookups.get());
            assertTrue(server.asked.isEmpty());
        }
    }

    @Test
    void a_connection_is_given_up_before_its_server_closes_it() {
        assertEquals(TimeValue.ofSeconds(4), keptOpen("timeout=5, max=100"));
        assertEquals(TimeValue.ofMilliseconds(1), keptOpen("timeout=1"));
    }

    @Test
    void a_connection_of_a_server_that_does_not_say_is_used_again() throws IOException {
        try (var server = new SomebodysServer(SomebodysServer.saying(200, "x"))) {
            for (int i = 0; i < 10; i++) {
                requests.exchange(get(server.at("127.0.0.1", "/"))).whole();
            }
            assertEquals(
                    1,
                    server.asked.stream()
                            .mapToInt(SomebodysServer.Asked::port)
                            .distinct()
                            .count());
        }
    }

    private static TimeValue keptOpen(String told) {
        var response = new BasicHttpResponse(200);
        response.setHeader("Keep-Alive", told);
        return OutgoingRequests.keptOpen(response, HttpCoreContext.create());
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws IOException {
        try (var server = new SomebodysServer(SomebodysServer.saying(
                302, "", headers -> headers.add("Location", "http://169.254.169.254/latest/meta-data/")))) {
            OutgoingResponse response =
                    requests.exchange(get(server.at("loopback.test", "/"))).whole();
            assertEquals(302, response.status());
            assertEquals(1, server.asked.size());
        }
    }

    @Test
    void a_server_that_takes_too_long_is_left() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (var server = new SomebodysServer(exchange -> over.await())) {
            var request = new OutgoingRequest(
                    "GET", server.at("127.0.0.1", "/"), Map.of(), Optional.empty(), Duration.ofMillis(80), 1000);
            var failure = assertThrows(
                    OutgoingFailure.class, () -> requests.exchange(request).whole());
            assertEquals(Kind.TIMED_OUT, failure.kind());
            assertEquals("The server did not answer within 80 ms.", failure.getMessage());
            over.countDown();
        }
    }

    @Test
    void a_server_that_drips_its_answer_is_left_when_the_time_is_over() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (var server = new SomebodysServer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            over.await();
        })) {
            var request = new OutgoingRequest(
                    "GET", server.at("127.0.0.1", "/"), Map.of(), Optional.empty(), Duration.ofMillis(200), 1000);
            assertEquals(
                    Kind.TIMED_OUT,
                    assertThrows(
                                    OutgoingFailure.class,
                                    () -> requests.exchange(request).whole())
                            .kind());
            over.countDown();
        }
    }

    @Test
    void an_answer_beyond_the_limit_is_not_read_to_its_end() throws IOException {
        try (var server = new SomebodysServer(SomebodysServer.saying(200, "x".repeat(1001)))) {
            assertEquals(Kind.TOO_LONG, failure(requests, server.at("127.0.0.1", "/")));
        }
    }

    @Test
    void a_request_is_cancelled_from_another_thread() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (var server = new SomebodysServer(exchange -> {
            arrived.countDown();
            over.await();
        })) {
            OutgoingExchange exchange = requests.exchange(get(server.at("127.0.0.1", "/")));
            var canceller = Thread.ofVirtual().start(() -> {
                try {
                    arrived.await();
                    exchange.cancel();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            assertEquals(
                    Kind.CANCELLED,
                    assertThrows(OutgoingFailure.class, exchange::whole).kind());
            canceller.join();
            over.countDown();
        }
    }

    @Test
    void what_is_no_web_address_is_refused_by_its_form() {
        for (String address : List.of(
                "file:///etc/passwd",
                "ftp://loopback.test/",
                "gopher://loopback.test/",
                "http:///x",
                "/path",
                "http://user:password@loopback.test/")) {
            assertEquals(
                    Kind.REFUSED,
                    assertThrows(OutgoingFailure.class, () -> requests.check(URI.create(address)), address)
                            .kind());
        }
    }

    @Test
    void a_header_cannot_smuggle_another_one() {
        var request = new OutgoingRequest(
                "GET",
                URI.create("http://loopback.test/"),
                Map.of("X-Name", "a\r\nX-Admin: yes"),
                Optional.empty(),
                Duration.ofSeconds(1),
                10);
        assertEquals(
                Kind.REFUSED,
                assertThrows(OutgoingFailure.class, () -> requests.exchange(request))
                        .kind());
    }

    @Test
    void a_name_that_nobody_knows_is_said_to_be_unknown() {
        try (var lost = new Closing(with("", names(host -> {
            throw new UnknownHostException(host);
        })))) {
            assertEquals(Kind.UNKNOWN_HOST, failure(lost.requests, URI.create("http://nowhere.example/")));
        }
    }

    @Test
    void the_answer_is_read_while_it_comes() throws IOException {
        CountDownLatch readFirst = new CountDownLatch(1);
        try (var server = new SomebodysServer(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('a');
                    exchange.getResponseBody().flush();
                    readFirst.await();
                    exchange.getResponseBody().write('b');
                });
                OutgoingStream stream =
                        requests.exchange(get(server.at("127.0.0.1", "/"))).open()) {
            assertEquals('a', stream.body().read());
            readFirst.countDown();
            assertEquals('b', stream.body().read());
            assertEquals(-1, stream.body().read());
        }
    }

    @Test
    void a_request_shows_nothing_of_what_it_carries() {
        assertFalse(
                get(URI.create("http://loopback.test/?token=secret")).toString().contains("secret"));
    }

    private static Kind failure(OutgoingRequests requests, URI address) {
        return assertThrows(
                        OutgoingFailure.class,
                        () -> requests.exchange(get(address)).whole())
                .kind();
    }

    private static OutgoingRequest get(URI address) {
        return new OutgoingRequest("GET", address, Map.of(), Optional.empty(), Duration.ofSeconds(10), 1000);
    }

    private static OutgoingRequests with(String allow, DnsResolver names) {
        return OutgoingRequests.guarded(OutgoingSettings.read(key -> Optional.of(allow)), names);
    }

    private static DnsResolver fixed(String address) {
        return names(host -> address);
    }

    private interface Lookup {
        String address(String host) throws UnknownHostException;
    }

    private static DnsResolver names(Lookup lookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(lookup.address(host))};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private record Closing(OutgoingRequests requests) implements AutoCloseable {
        @Override
        public void close() {
            requests.close();
        }
    }
}
