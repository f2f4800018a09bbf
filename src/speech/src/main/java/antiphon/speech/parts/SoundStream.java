package antiphon.speech.parts;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer.Listener;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One sentence that comes as raw samples over HTTP, on a virtual thread of its own that ends with it. */
public final class SoundStream implements Synthesis {
    private static final String ATTEMPT = "to speak a sentence";

    private enum Stopped {
        NOT,
        CANCELLED,
        LATE
    }

    private final Connections connections;
    private final String provider;
    private final HttpRequest request;
    private final PcmFrames frames;
    private final Unpacking unpacking;
    private final Listener listener;
    private final Seats.Seat seat;
    private final Thread thread;
    private volatile Stopped stopped = Stopped.NOT;

    private SoundStream(Connections connections, String provider, Sound sound, Seats.Seat seat, Listener listener) {
        this.connections = connections;
        this.provider = provider;
        this.request = sound.request();
        this.frames = new PcmFrames(sound.sampleRateHz(), this::speak);
        this.unpacking = sound.unpacking().apply(new Contents() {
            @Override
            public void samples(byte[] bytes, int count) {
                frames.add(bytes, count);
            }

            @Override
            public void timed(List<Timing> timings) {
                if (isWanted()) {
                    listener.timed(timings);
                }
            }
        });
        this.listener = listener;
        this.seat = seat;
        this.thread = Thread.ofVirtual().name(provider + "-voice").unstarted(this::run);
    }

    /**
     * @param request answered with samples: mono, signed 16-bit, low byte first
     * @param sampleRateHz of the answer
     * @param unpacking of samples that do not come as they are
     */
    public record Sound(HttpRequest request, int sampleRateHz, Function<Contents, Unpacking> unpacking) {
        public Sound(HttpRequest request, int sampleRateHz) {
            this(request, sampleRateHz, contents -> contents::samples);
        }
    }

    /** Finds samples, and what is known of them, in bytes that come in pieces of any length. One thread. */
    public interface Unpacking {
        void add(byte[] bytes, int count) throws IOException;

        /** Nothing more comes. */
        default void finish() throws IOException {}
    }

    /** What was found. */
    public interface Contents {
        void samples(byte[] bytes, int count);

        default void timed(List<Timing> timings) {}
    }

    public static Synthesis start(
            Connections connections, String provider, Sound sound, Seats seats, Listener listener) {
        SoundStream stream = new SoundStream(connections, provider, sound, seats.take(), listener);
        stream.thread.start();
        return stream;
    }

    @Override
    public void cancel() {
        stop(Stopped.CANCELLED);
    }

    private synchronized void stop(Stopped why) {
        if (stopped == Stopped.NOT) {
            stopped = why;
            thread.interrupt();
        }
    }

    private void speak(AudioFrame frame) {
        if (isWanted()) {
            listener.spoke(frame);
        }
    }

    private void run() {
        SpeechFailure failure = hearOut();
        // What interrupted this thread is dealt with; the listener shall not inherit it.
        boolean unused = Thread.interrupted();
        if (failure == null) {
            listener.finished();
        } else {
            listener.failed(failure);
        }
    }

    private @Nullable SpeechFailure hearOut() {
        try {
            return seat.isTaken()
                    ? receive()
                    : Failures.passing(provider, ATTEMPT, "It speaks to as many calls as it may.");
        } catch (IOException | InterruptedException | RuntimeException broken) {
            return switch (stopped) {
                case NOT -> Failures.thrown(provider, ATTEMPT, broken);
                case LATE -> Failures.late(provider, ATTEMPT);
                case CANCELLED -> null;
            };
        } finally {
            seat.leave();
        }
    }

    private @Nullable SpeechFailure receive() throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                connections.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                return Failures.answered(provider, ATTEMPT, response.statusCode());
            }
            byte[] chunk = new byte[4096];
            for (int count = read(body, chunk); count >= 0 && isWanted(); count = read(body, chunk)) {
                unpacking.add(chunk, count);
            }
        }
        if (isWanted()) {
            unpacking.finish();
            frames.finish();
        }
        return stopped == Stopped.LATE ? Failures.late(provider, ATTEMPT) : null;
    }

    private int read(InputStream body, byte[] chunk) throws IOException {
        Future<?> deadline = connections.later(connections.limits().sound(), () -> stop(Stopped.LATE));
        try {
            return body.read(chunk);
        } finally {
            deadline.cancel(false);
        }
    }

    private boolean isWanted() {
        return stopped == Stopped.NOT;
    }
}
