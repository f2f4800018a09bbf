package antiphon.speech.parts;

import antiphon.speech.SpeechFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a provider that can be spoken into before it is open. What is said waits, in order, for at most
 * {@value #MOST_WAITING} messages; then the provider is taken for lost. Never blocks. Any thread.
 */
public final class ProviderSocket {
    /** Ten seconds of 20 ms frames. */
    static final int MOST_WAITING = 500;

    private static final int LONGEST_MESSAGE_CHARS = 1 << 20;
    private static final String ATTEMPT = "to hear a call";
    private static final JsonMapper JSON = new JsonMapper();

    private final Connections connections;
    private final String provider;
    private final Listener listener;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private @Nullable WebSocket socket;
    private boolean sending;
    private boolean over;

    private ProviderSocket(Connections connections, String provider, Listener listener) {
        this.connections = connections;
        this.provider = provider;
        this.listener = listener;
    }

    /** Told from any thread, one call at a time; must not block. Told nothing more after {@link #lost} or a close. */
    public interface Listener {
        void received(JsonNode message);

        void lost(SpeechFailure failure);
    }

    private sealed interface Message {
        record Text(String json) implements Message {}

        record Sound(ByteBuffer bytes) implements Message {}

        record Farewell() implements Message {}
    }

    /** @param keyHeader the header that carries the key */
    public static ProviderSocket open(
            Connections connections, String provider, URI address, KeyHeader keyHeader, Listener listener) {
        ProviderSocket opened = new ProviderSocket(connections, provider, listener);
        connections
                .http()
                .newWebSocketBuilder()
                .connectTimeout(connections.limits().connect())
                .header(keyHeader.name(), keyHeader.value())
                .buildAsync(address, opened.new Ear())
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        opened.lose(Failures.thrown(provider, ATTEMPT, failure));
                    } else {
                        opened.connected(socket);
                    }
                });
        return opened;
    }

    /** Keeps the key out of every {@code toString}. */
    public record KeyHeader(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    public void send(String json) {
        send(new Message.Text(json));
    }

    public void send(byte[] sound) {
        send(new Message.Sound(ByteBuffer.wrap(sound)));
    }

    /** Says these last words and closes; a provider that does not close its side in time is cut off. */
    public void close(String... lastWords) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            for (String json : lastWords) {
                waiting.add(new Message.Text(json));
            }
            waiting.add(new Message.Farewell());
        }
        pump();
        var unused = connections.later(connections.limits().connect(), this::cutOff);
    }

    private void send(Message message) {
        boolean tooSlow;
        synchronized (this) {
            if (over) {
                return;
            }
            waiting.add(message);
            tooSlow = waiting.size() > MOST_WAITING;
        }
        if (tooSlow) {
            lose(Failures.passing(provider, ATTEMPT, "It takes the sound too slowly."));
        } else {
            pump();
        }
    }

    private void connected(WebSocket connected) {
        boolean late;
        synchronized (this) {
            socket = connected;
            late = over && waiting.isEmpty();
        }
        if (late) {
            connected.abort();
        } else {
            pump();
        }
    }

    /** A WebSocket takes one message at a time. */
    private void pump() {
        WebSocket to;
        Message next;
        synchronized (this) {
            if (sending || socket == null || waiting.isEmpty()) {
                return;
            }
            to = socket;
            next = waiting.remove();
            sending = true;
        }
        deliver(to, next)
                .whenCompleteAsync(
                        (sent, failure) -> {
                            synchronized (this) {
                                sending = false;
                            }
                            if (failure == null) {
                                pump();
                            } else {
                                lose(Failures.thrown(provider, ATTEMPT, failure));
                            }
                        },
                        connections.threads());
    }

    private static CompletableFuture<WebSocket> deliver(WebSocket to, Message message) {
        return switch (message) {
            case Message.Text(String json) -> to.sendText(json, true);
            case Message.Sound(ByteBuffer bytes) -> to.sendBinary(bytes, true);
            case Message.Farewell() -> to.sendClose(WebSocket.NORMAL_CLOSURE, "");
        };
    }

    private void lose(SpeechFailure failure) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
        }
        cutOff();
        listener.lost(failure);
    }

    private void cutOff() {
        WebSocket open;
        synchronized (this) {
            open = socket;
        }
        if (open != null) {
            open.abort();
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** What comes from the provider. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (text.length() > LONGEST_MESSAGE_CHARS) {
                lose(Failures.lasting(provider, ATTEMPT, "It sent a message longer than a megabyte."));
                return null;
            }
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                receive(whole);
            }
            from.request(1);
            return null;
        }

        private void receive(String whole) {
            if (isOver()) {
                return;
            }
            try {
                listener.received(JSON.readTree(whole));
            } catch (JsonProcessingException notJson) {
                lose(Failures.lasting(provider, ATTEMPT, "It sent a message that is not JSON."));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lose(Failures.passing(provider, ATTEMPT, "It closed the connection with code " + code + "."));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            lose(Failures.thrown(provider, ATTEMPT, error));
        }
    }
}
