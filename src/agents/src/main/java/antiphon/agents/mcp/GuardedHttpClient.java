package antiphon.agents.mcp;

import antiphon.agents.outgoing.OutgoingExchange;
import antiphon.agents.outgoing.OutgoingFailure;
import antiphon.agents.outgoing.OutgoingRequest;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.outgoing.OutgoingStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The client that the protocol's SDK is given instead of the JDK's: each request goes out where {@link OutgoingRequests} lets
 * it go, and each answer comes back as it arrives, which may take as long as a call.
 */
final class GuardedHttpClient extends HttpClient {
    private static final Duration LONGEST_STREAM = Duration.ofHours(3);
    private static final long MOST_BYTES = 32L << 20;

    private final OutgoingRequests requests;
    private final Trouble trouble;

    /** @param trouble hears what the SDK would wait for in vain */
    GuardedHttpClient(OutgoingRequests requests, Trouble trouble) {
        this.requests = requests;
        this.trouble = trouble;
    }

    /** Hears of requests that come to nothing. Any thread. */
    interface Trouble {
        void failed(Throwable why);

        /** An answer begins. */
        void answered(int status);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
        RequestBody.of(request).thenAccept(body -> {
            try {
                OutgoingExchange exchange = requests.exchange(outgoing(request, body));
                Thread.ofVirtual().name("mcp-request").start(() -> deliver(request, exchange, handler, answer));
                var unused = answer.whenComplete((done, failed) -> {
                    if (answer.isCancelled()) {
                        exchange.cancel();
                    }
                });
            } catch (OutgoingFailure refused) {
                trouble.failed(refused);
                answer.completeExceptionally(new IOException(refused));
            }
        });
        return answer;
    }

    private static OutgoingRequest outgoing(HttpRequest request, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String contentType = request.headers().firstValue("Content-Type").orElse("application/json");
        return new OutgoingRequest(
                request.method(),
                request.uri(),
                headers,
                request.bodyPublisher().map(any -> new OutgoingRequest.Body(contentType, body)),
                request.timeout().orElse(LONGEST_STREAM),
                MOST_BYTES);
    }

    private <T> void deliver(
            HttpRequest request,
            OutgoingExchange exchange,
            HttpResponse.BodyHandler<T> handler,
            CompletableFuture<HttpResponse<T>> answer) {
        try (OutgoingStream stream = exchange.open()) {
            trouble.answered(stream.status());
            Answer<T> head =
                    new Answer<>(request, stream.status(), HttpHeaders.of(stream.headers(), (n, v) -> true), null);
            HttpResponse.BodySubscriber<T> subscriber = handler.apply(head);
            subscriber.getBody().whenComplete((body, failed) -> {
                if (failed == null) {
                    answer.complete(new Answer<>(request, head.statusCode(), head.headers(), body));
                } else {
                    answer.completeExceptionally(failed);
                }
            });
            new ResponseBody(stream.body(), exchange::cancel).feed(subscriber);
        } catch (OutgoingFailure failed) {
            trouble.failed(failed);
            answer.completeExceptionally(new IOException(failed));
        }
    }

    /** The head of an answer, and its body once there is one. */
    private record Answer<T>(
            HttpRequest request,
            int statusCode,
            HttpHeaders headers,
            @org.jspecify.annotations.Nullable T content) implements HttpResponse<T>, HttpResponse.ResponseInfo {
        @Override
        @SuppressWarnings("NullAway") // asked for only once there is one
        public T body() {
            return content;
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<javax.net.ssl.SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return sendAsync(request, handler).join();
        } catch (CompletionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@org.jspecify.annotations.Nullable PushPromiseHandler<T> nobodyPushes) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return sslContext().getDefaultSSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }

    /** Builds such a client, whatever else is asked of it. */
    static final class Builder implements HttpClient.Builder {
        private final OutgoingRequests requests;
        private final Trouble trouble;

        Builder(OutgoingRequests requests, Trouble trouble) {
            this.requests = requests;
            this.trouble = trouble;
        }

        @Override
        public HttpClient build() {
            return new GuardedHttpClient(requests, trouble);
        }

        @Override
        public Builder connectTimeout(Duration itsOwn) {
            return this;
        }

        @Override
        public Builder version(Version itsOwn) {
            return this;
        }

        @Override
        public Builder cookieHandler(CookieHandler none) {
            return this;
        }

        @Override
        public Builder sslContext(SSLContext itsOwn) {
            return this;
        }

        @Override
        public Builder sslParameters(SSLParameters itsOwn) {
            return this;
        }

        @Override
        public Builder executor(Executor itsOwn) {
            return this;
        }

        @Override
        public Builder followRedirects(Redirect never) {
            return this;
        }

        @Override
        public Builder priority(int none) {
            return this;
        }

        @Override
        public Builder proxy(ProxySelector none) {
            return this;
        }

        @Override
        public Builder authenticator(Authenticator none) {
            return this;
        }
    }
}
