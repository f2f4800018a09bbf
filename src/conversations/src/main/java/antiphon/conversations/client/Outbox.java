package antiphon.conversations.client;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechSynthesizer.Timing;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one socket, and the one writer that sends it: the container loses messages whose sending
 * overlaps. Putting something in never blocks; a client that does not read is cut off once too much waits for it.
 *
 * <p>Sound is put in frame by frame and leaves in as large pieces as have gathered meanwhile: at once when the socket is
 * idle, {@value #LARGEST_PIECE_FRAMES} frames at most.
 */
final class Outbox {
    /** 200 ms: small enough that little is wasted when the agent is cut off. */
    static final int LARGEST_PIECE_FRAMES = 10;

    static final int MOST_MESSAGES = 2_000;
    /** Three minutes. */
    static final int MOST_FRAMES = 9_000;

    private sealed interface Item {
        record Message(JsonObject content) implements Item {}

        /** @param beginning what begins to be heard in it */
        record Sound(int turn, AudioFrame frame, List<Timing> beginning) implements Item {}
    }

    private final Wire wire;
    private volatile Function<List<AudioFrame>, byte[]> encoding;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private int frames;
    private @Nullable Closing closing;
    private volatile long sendingSinceNanos;
    private volatile boolean sending;
    private volatile IntConsumer soundSent = turn -> {};
    private int turnBeingSent;
    private int turnSent;

    /** @param encoding from frames to the wire's samples; used by the writer alone */
    /** From now on sound is written so. */
    void encode(Function<List<AudioFrame>, byte[]> newEncoding) {
        encoding = newEncoding;
    }

    Outbox(Wire wire, Function<List<AudioFrame>, byte[]> encoding) {
        this.wire = wire;
        this.encoding = encoding;
    }

    /** @param listener is told on the writer's thread of each turn whose first sound was sent */
    void whenSoundSent(IntConsumer listener) {
        soundSent = listener;
    }

    void send(JsonObject message) {
        put(new Item.Message(message));
    }

    void play(int turn, AudioFrame frame) {
        play(turn, frame, List.of());
    }

    void play(int turn, AudioFrame frame, List<Timing> beginning) {
        put(new Item.Sound(turn, frame, beginning));
    }

    /** Drops the sound of this turn and of those before it. */
    void silence(int turn) {
        lock.lock();
        try {
            items.removeIf(item -> item instanceof Item.Sound sound && sound.turn() <= turn);
            frames = (int) items.stream().filter(Item.Sound.class::isInstance).count();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the socket when the messages that wait are sent. The first closing counts; nothing is sent after it. */
    void close(Closing last) {
        lock.lock();
        try {
            if (closing == null) {
                if (last.error()) {
                    items.add(new Item.Message(ServerMessage.error(last)));
                }
                closing = last;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the socket is closed, or will be when all is sent. */
    boolean isClosing() {
        lock.lock();
        try {
            return closing != null;
        } finally {
            lock.unlock();
        }
    }

    /** How long the client has not taken what is being sent to it. */
    long stuckNanos() {
        return sending ? System.nanoTime() - sendingSinceNanos : 0;
    }

    /** Writes until the socket is closed or broken. The writer's thread. */
    void run() {
        Closing end = Closing.unexpected("The connection was lost.");
        try {
            for (String text = next(); text != null; text = next()) {
                sendingSinceNanos = System.nanoTime();
                sending = true;
                wire.send(text);
                sending = false;
                tellSoundSent();
            }
            end = closing();
        } catch (IOException | RuntimeException broken) {
            end = broken();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sending = false;
            wire.close(end);
        }
    }

    private void tellSoundSent() {
        if (turnBeingSent > turnSent) {
            turnSent = turnBeingSent;
            soundSent.accept(turnSent);
        }
    }

    private void put(Item item) {
        lock.lock();
        try {
            if (closing != null) {
                return;
            }
            frames += item instanceof Item.Sound ? 1 : 0;
            if (frames > MOST_FRAMES || items.size() - frames > MOST_MESSAGES) {
                cutOff();
                return;
            }
            items.add(item);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void cutOff() {
        items.clear();
        frames = 0;
        Closing slow =
                new Closing(Closing.FAILURE, "websocket_disconnect", "The client does not read what is sent to it.");
        closing = slow;
        changed.signal();
        Thread.ofVirtual().name("socket-cut-off").start(() -> wire.close(slow));
    }

    /** The next text to send; null when there is nothing more to come. */
    private @Nullable String next() throws InterruptedException {
        List<Item.Sound> piece;
        int turn;
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && closing == null) {
                changed.await();
            }
            Item first = items.poll();
            switch (first) {
                case null -> {
                    return null;
                }
                case Item.Message(JsonObject content) -> {
                    return content.toString();
                }
                case Item.Sound sound -> {
                    turn = sound.turn();
                    piece = gather(sound);
                }
            }
        } finally {
            lock.unlock();
        }
        turnBeingSent = turn;
        byte[] bytes = encoding.apply(piece.stream().map(Item.Sound::frame).toList());
        return ServerMessage.audio(turn, bytes, timings(piece)).toString();
    }

    /** Counted from the beginning of the piece. */
    private static List<Timing> timings(List<Item.Sound> piece) {
        List<Timing> timings = List.of();
        for (int i = 0; i < piece.size(); i++) {
            int from = i * (int) AudioFrame.LENGTH.toMillis();
            for (Timing timing : piece.get(i).beginning()) {
                timings = timings.isEmpty() ? new ArrayList<>() : timings;
                timings.add(new Timing(timing.text(), from + timing.startMillis(), timing.lengthMillis()));
            }
        }
        return timings;
    }

    private List<Item.Sound> gather(Item.Sound first) {
        List<Item.Sound> piece = new ArrayList<>(LARGEST_PIECE_FRAMES);
        piece.add(first);
        while (piece.size() < LARGEST_PIECE_FRAMES
                && items.peek() instanceof Item.Sound next
                && next.turn() == first.turn()) {
            items.remove();
            piece.add(next);
        }
        frames -= piece.size();
        return piece;
    }

    private Closing closing() {
        lock.lock();
        try {
            return closing == null ? Closing.unexpected("The connection was lost.") : closing;
        } finally {
            lock.unlock();
        }
    }

    private Closing broken() {
        lock.lock();
        try {
            items.clear();
            frames = 0;
            closing = closing == null ? Closing.unexpected("The connection was lost.") : closing;
            return closing;
        } finally {
            lock.unlock();
        }
    }
}
