package antiphon.speech.vosk;

import antiphon.audio.AudioFrame;
import antiphon.engines.VoskEngine;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.parts.Failures;
import antiphon.speech.parts.Seats;
import antiphon.speech.parts.Transcript;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One call heard by Vosk, on a thread of its own: decoding takes a core while it lasts. */
final class VoskRecognition implements Recognition {
    private static final int MOST_WAITING_FRAMES = 500;
    private static final int FRAMES_BETWEEN_GUESSES = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private final VoskEngine.Ear ear;
    private final Transcript transcript;
    private final Seats.Seat seat;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING_FRAMES),
            Thread.ofPlatform().name("vosk").daemon().factory());
    private int heardFrames;

    VoskRecognition(VoskEngine.Ear ear, Listener listener, Seats.Seat seat) {
        this.ear = ear;
        this.seat = seat;
        this.transcript = new Transcript(listener, this::letGo);
    }

    @Override
    public void hear(AudioFrame frame, boolean voice) {
        if (transcript.isOpen()) {
            run(() -> listen(frame.samples()));
        }
    }

    @Override
    public void settle() {
        if (transcript.awaits(transcript.ask())) {
            run(() -> {
                transcript.add(said(ear.rest(), "text"), 1);
                transcript.settle();
            });
        }
    }

    private void listen(short[] samples) {
        if (ear.hear(samples)) {
            transcript.add(said(ear.segment(), "text"), 1);
        } else if (++heardFrames % FRAMES_BETWEEN_GUESSES == 0) {
            transcript.guess(said(ear.partial(), "partial"), 1);
        }
    }

    private static String said(String json, String name) {
        try {
            return JSON.readTree(json).path(name).asText("");
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException full) {
            transcript.end(Failures.passing(VoskRecognizer.NAME, "to hear a call", "This machine cannot keep up."));
        }
    }

    @Override
    public void close() {
        transcript.close();
        letGo();
    }

    /** The engine may be in the middle of a frame: the ear is closed behind it. */
    private void letGo() {
        synchronized (thread) {
            if (!thread.isShutdown()) {
                thread.getQueue().clear();
                thread.execute(ear::close);
                thread.shutdown();
                seat.leave();
            }
        }
    }
}
