package antiphon.conversations.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A socket that notes what is sent on it, and may be told to be slow to take it. */
public final class FakeWire implements Wire {
    public final List<String> sent = new CopyOnWriteArrayList<>();
    public final Semaphore taken = new Semaphore(0);
    final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger writers = new AtomicInteger();
    volatile boolean overlapped;
    public volatile boolean patient = true;
    volatile @Nullable Closing closing;

    /** Does not take anything until it is let. */
    public static FakeWire stuck() {
        FakeWire wire = new FakeWire();
        wire.patient = false;
        return wire;
    }

    @Override
    public void send(String text) {
        overlapped |= writers.incrementAndGet() > 1;
        if (!patient) {
            taken.acquireUninterruptibly();
        }
        sent.add(text);
        writers.decrementAndGet();
    }

    @Override
    public synchronized void close(Closing last) {
        if (closing == null) {
            closing = last;
            closed.countDown();
        }
    }

    public Closing awaitClosing() throws InterruptedException {
        if (!closed.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the socket was not closed; sent: " + types());
        }
        return java.util.Objects.requireNonNull(closing);
    }

    public List<JsonObject> messages() {
        return sent.stream()
                .map(text -> Json.createReader(new StringReader(text)).readObject())
                .toList();
    }

    public List<String> types() {
        return messages().stream().map(message -> message.getString("type")).toList();
    }
}
