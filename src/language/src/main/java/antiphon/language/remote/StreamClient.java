package antiphon.language.remote;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The JDK's HTTP client as LangChain4j wants one, but reading on the thread that asks.
 *
 * <p>LangChain4j's own {@code JdkHttpClient} parses a stream on the common pool, which on two cores has one thread: two
 * answers would wait for each other. Here each answer has a virtual thread, and interrupting it closes the connection,
 * also before the first byte has come.
 */
final class StreamClient implements HttpClient {
    private final java.net.http.HttpClient connections;
    private final Duration untilHeaders;

    StreamClient(java.net.http.HttpClient connections, Duration untilHeaders) {
        this.connections = connections;
        this.untilHeaders = untilHeaders;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try (InputStream body = send(request).body()) {
            return SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .body(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .build();
        } catch (IOException e) {
            throw new ConnectionLost(e);
        }
    }

    /** Returns when the stream has ended. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<InputStream> response = send(request);
            try (InputStream body = response.body()) {
                listener.onOpen(SuccessfulHttpResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers().map())
                        .build());
                var watched = new Watched(listener);
                parser.parse(body, watched);
                if (!watched.failed) {
                    listener.onClose();
                }
            }
        } catch (HttpException | TimeoutException | ConnectionLost e) {
            listener.onError(e);
        } catch (IOException e) {
            listener.onError(new ConnectionLost(e));
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = connections.send(wire(request), BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 != 2) {
                try (InputStream body = response.body()) {
                    throw new HttpException(
                            response.statusCode(), new String(body.readNBytes(8192), StandardCharsets.UTF_8));
                }
            }
            return response;
        } catch (HttpTimeoutException e) {
            throw new TimeoutException(e);
        } catch (IOException e) {
            throw new ConnectionLost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLost(new InterruptedIOException("cancelled"));
        }
    }

    private java.net.http.HttpRequest wire(HttpRequest request) {
        URI address = URI.create(request.url());
        var wire = java.net.http.HttpRequest.newBuilder(address)
                .timeout(untilHeaders)
                // Offering HTTP/2 over plain HTTP makes some local servers drop the body of the request.
                .version("https".equalsIgnoreCase(address.getScheme()) ? Version.HTTP_2 : Version.HTTP_1_1);
        request.headers().forEach((name, values) -> values.forEach(value -> wire.header(name, value)));
        String body = request.body();
        return wire.method(
                        request.method().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    /** The connection broke, or was broken by cancelling. */
    static final class ConnectionLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConnectionLost(IOException cause) {
            super(cause);
        }
    }

    /** A chunk that its reader could not make sense of. */
    static final class UnreadableChunk extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableChunk(RuntimeException cause) {
            super(cause);
        }
    }

    /** Ends the stream at the first chunk that cannot be read; the parser would log it, words and all, and go on. */
    private static final class Watched implements ServerSentEventListener {
        private final ServerSentEventListener listener;
        private boolean failed;

        Watched(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            try {
                listener.onEvent(event, context);
            } catch (RuntimeException e) {
                context.parsingHandle().cancel();
                onError(new UnreadableChunk(e));
            }
        }

        @Override
        public void onError(Throwable error) {
            failed = true;
            listener.onError(error);
        }
    }

    /** Hands out one client, whatever a model would like to set. */
    record Builder(java.net.http.HttpClient connections, Duration connectTimeout, Duration readTimeout)
            implements HttpClientBuilder {
        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new StreamClient(connections, readTimeout);
        }
    }
}
