package antiphon.agents.outgoing;

import antiphon.agents.outgoing.OutgoingFailure.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer: asked for once by {@link #whole} or {@link #open}, which block (let virtual threads do it), and
 * cancelled by anybody at any time.
 */
public final class OutgoingExchange {
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timers;
    private final OutgoingRequest wanted;
    private final HttpUriRequestBase request;
    private volatile @Nullable Kind stopped;

    OutgoingExchange(
            CloseableHttpClient client,
            ScheduledExecutorService timers,
            OutgoingRequest wanted,
            HttpUriRequestBase request) {
        this.client = client;
        this.timers = timers;
        this.wanted = wanted;
        this.request = request;
    }

    /**
     * Sends the request and reads the whole answer.
     *
     * @throws OutgoingFailure if there is none
     */
    public OutgoingResponse whole() {
        try (OutgoingStream answer = open()) {
            byte[] body = answer.body().readAllBytes();
            return new OutgoingResponse(answer.status(), answer.headers(), body, charset(answer));
        } catch (IOException impossible) {
            throw failure(impossible);
        }
    }

    /**
     * Sends the request and waits for the answer to begin.
     *
     * @throws OutgoingFailure if it does not
     */
    public OutgoingStream open() {
        ScheduledFuture<?> deadline =
                timers.schedule(() -> stop(Kind.TIMED_OUT), wanted.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
            InputStream content = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
            return new OutgoingStream(response.getCode(), headers(response), new Limited(content), () -> {
                deadline.cancel(false);
                Closer.closeQuietly(response);
            });
        } catch (IOException | HttpException failed) {
            deadline.cancel(false);
            throw failure(failed);
        } catch (RuntimeException failed) {
            deadline.cancel(false);
            throw failed;
        }
    }

    /** Any thread, any number of times; an answer that was complete before stays as it is. */
    public void cancel() {
        stop(Kind.CANCELLED);
    }

    private synchronized void stop(Kind why) {
        if (stopped == null) {
            stopped = why;
            request.cancel();
        }
    }

    private OutgoingFailure failure(Exception failed) {
        Kind already = stopped;
        Kind kind = already != null ? already : kind(failed);
        return new OutgoingFailure(
                kind,
                switch (kind) {
                    case TIMED_OUT ->
                        "The server did not answer within " + wanted.timeout().toMillis() + " ms.";
                    case UNKNOWN_HOST -> "The host's name is not known.";
                    case UNTRUSTED ->
                        "No secure connection to the server is possible: its certificate or its TLS is not accepted.";
                    case CANCELLED -> "The request was cancelled.";
                    case UNREACHABLE, REFUSED, TOO_LONG -> "The server cannot be reached, or broke the connection.";
                });
    }

    private static Kind kind(Exception failed) {
        return switch (failed) {
            case UnknownHostException unknown -> Kind.UNKNOWN_HOST;
            case InterruptedIOException timedOut -> Kind.TIMED_OUT;
            case SSLException untrusted -> Kind.UNTRUSTED;
            default -> Kind.UNREACHABLE;
        };
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(String.valueOf(header.getValue()));
        }
        return headers;
    }

    private static Charset charset(OutgoingStream answer) {
        ContentType type =
                ContentType.parseLenient(answer.header("content-type").orElse(""));
        return type == null || type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
    }

    /** Counts what is read, and knows why it cannot go on. */
    private final class Limited extends FilterInputStream {
        private long left = wanted.mostBytes();

        Limited(InputStream content) {
            super(content);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                int count = in.read(bytes, offset, length);
                left -= Math.max(0, count);
                if (left < 0) {
                    request.cancel();
                    throw new OutgoingFailure(
                            Kind.TOO_LONG, "The server's answer is longer than " + wanted.mostBytes() + " bytes.");
                }
                return count;
            } catch (IOException broken) {
                throw failure(broken);
            }
        }
    }
}
