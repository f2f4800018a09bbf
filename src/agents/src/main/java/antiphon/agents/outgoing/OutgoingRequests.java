package antiphon.agents.outgoing;

import antiphon.agents.outgoing.OutgoingFailure.Kind;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.Config;

/**
 * Sends requests to addresses that users configured, where {@link AddressGuard} lets them go. Redirects are not followed, no
 * cookies are kept, nothing is sent twice, and no proxy stands between.
 */
@ApplicationScoped
public class OutgoingRequests {
    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_CONNECTIONS_TO_ONE_SERVER = 200;
    private static final Timeout CONNECTING = Timeout.ofSeconds(5);
    /** Of a server that does not say for how long it keeps a connection. */
    private static final TimeValue KEPT_OPEN = TimeValue.ofSeconds(50);

    /** A connection is given up this much before its server does, which may close it while a request is on its way. */
    private static final long GIVEN_UP_EARLIER_MILLIS = 1000;

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "keep-alive",
            "te",
            "trailer",
            "expect",
            "proxy-connection",
            "content-type");
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    @Inject
    Config config;

    @SuppressWarnings("NullAway.Init")
    private AddressGuard guard;

    @SuppressWarnings("NullAway.Init")
    private CloseableHttpClient client;

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outgoing-deadlines").factory());

    @SuppressWarnings("NullAway.Init") // for CDI
    public OutgoingRequests() {}

    /** For tests of other rooms and for use without a server: as configured by these settings. */
    public static OutgoingRequests configured(Function<String, Optional<String>> lookup) {
        return guarded(OutgoingSettings.read(lookup), SystemDefaultDnsResolver.INSTANCE);
    }

    static OutgoingRequests guarded(OutgoingSettings settings, DnsResolver names) {
        OutgoingRequests requests = new OutgoingRequests();
        requests.start(new AddressGuard(settings, names));
        return requests;
    }

    @PostConstruct
    void start() {
        start(new AddressGuard(
                OutgoingSettings.read(key -> config.getOptionalValue(key, String.class)),
                SystemDefaultDnsResolver.INSTANCE));
    }

    private void start(AddressGuard guarding) {
        guard = guarding;
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(guarding)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS_TO_ONE_SERVER)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECTING)
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build())
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setUserAgent("Antiphon")
                .setKeepAliveStrategy(OutgoingRequests::keptOpen)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    static TimeValue keptOpen(HttpResponse response, HttpContext context) {
        TimeValue told = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
        return response.containsHeader("Keep-Alive") && TimeValue.isPositive(told)
                // Not zero, which would mean for ever.
                ? TimeValue.ofMilliseconds(Math.max(1, told.toMilliseconds() - GIVEN_UP_EARLIER_MILLIS))
                : KEPT_OPEN;
    }

    /**
     * Whether an address is one that requests may go to now. Each request is checked again.
     *
     * @throws OutgoingFailure saying why not
     */
    public void check(URI address) {
        AddressGuard.checkForm(address);
        try {
            InetAddress[] found = guard.resolve(address.getHost());
            assert found.length > 0;
        } catch (UnknownHostException unknown) {
            throw new OutgoingFailure(Kind.UNKNOWN_HOST, "The host's name is not known.");
        }
    }

    /**
     * An exchange that is ready to be begun.
     *
     * @throws OutgoingFailure if the request is none that can be sent
     */
    public OutgoingExchange exchange(OutgoingRequest wanted) {
        return new OutgoingExchange(client, timers, wanted, ready(wanted));
    }

    private static HttpUriRequestBase ready(OutgoingRequest wanted) {
        AddressGuard.checkForm(wanted.address());
        if (!wanted.method().matches(TOKEN)) {
            throw new OutgoingFailure(Kind.REFUSED, "The request's method is not one of HTTP.");
        }
        var request = new HttpUriRequestBase(wanted.method(), wanted.address());
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(
                        Timeout.ofMilliseconds(wanted.timeout().toMillis()))
                .setResponseTimeout(Timeout.ofMilliseconds(wanted.timeout().toMillis()))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build());
        putHeaders(wanted.headers(), request);
        wanted.body()
                .ifPresent(body -> request.setEntity(
                        new ByteArrayEntity(body.bytes(), ContentType.parseLenient(body.contentType()))));
        return request;
    }

    /** Writes a body that is too long to be held; it is sent in chunks. */
    @FunctionalInterface
    public interface LongBody {
        void writeTo(OutputStream output) throws IOException;
    }

    /**
     * An exchange whose request has this body in the place of its own.
     *
     * @throws OutgoingFailure if the request is none that can be sent
     */
    public OutgoingExchange exchange(OutgoingRequest wanted, String contentType, LongBody body) {
        var request = ready(wanted);
        request.setEntity(
                new EntityTemplate(-1, ContentType.parseLenient(contentType), null, output -> body.writeTo(output)));
        return new OutgoingExchange(client, timers, wanted, request);
    }

    private static void putHeaders(Map<String, String> headers, HttpUriRequestBase request) {
        headers.forEach((name, value) -> {
            // A line break in a value would let whoever fills it in write headers of his own.
            if (!name.matches(TOKEN) || value.chars().anyMatch(OutgoingRequests::isControl)) {
                throw new OutgoingFailure(
                        Kind.REFUSED, "A request header has a name or a value with characters that HTTP forbids.");
            }
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, value);
            }
        });
    }

    private static boolean isControl(int character) {
        return (character < ' ' && character != '\t') || character == 0x7F;
    }

    @PreDestroy
    public void close() {
        timers.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
