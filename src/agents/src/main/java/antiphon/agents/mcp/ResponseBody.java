package antiphon.agents.mcp;

import antiphon.agents.outgoing.OutgoingFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/** Reads an answer as fast as its subscriber wants it. Blocks the thread that feeds; the rest may come from any thread. */
final class ResponseBody implements Flow.Subscription {
    private static final int PIECE_BYTES = 8192;
    private static final long AS_GOOD_AS_ALL = 1 << 20;

    private final InputStream stream;
    private final Runnable cancel;
    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean all;
    private volatile boolean cancelled;

    ResponseBody(InputStream stream, Runnable cancel) {
        this.stream = stream;
        this.cancel = cancel;
    }

    void feed(HttpResponse.BodySubscriber<?> subscriber) {
        subscriber.onSubscribe(this);
        byte[] piece = new byte[PIECE_BYTES];
        try {
            while (true) {
                if (!all) {
                    wanted.acquire();
                }
                int count = cancelled ? -1 : stream.read(piece);
                if (count < 0) {
                    break;
                }
                subscriber.onNext(List.of(
                        ByteBuffer.wrap(java.util.Arrays.copyOf(piece, count)).asReadOnlyBuffer()));
            }
            subscriber.onComplete();
        } catch (IOException | OutgoingFailure | InterruptedException failed) {
            subscriber.onError(new IOException(failed));
        }
    }

    @Override
    public void request(long count) {
        all = all || count >= AS_GOOD_AS_ALL;
        wanted.release(all ? 1 : (int) count);
    }

    @Override
    public void cancel() {
        cancelled = true;
        cancel.run();
        wanted.release();
    }
}
