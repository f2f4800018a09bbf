package antiphon.speech.whisper;

import antiphon.audio.AudioFrame;
import antiphon.engines.WhisperEngine;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.parts.Failures;
import antiphon.speech.parts.Seats;
import antiphon.speech.parts.Transcript;
import antiphon.speech.parts.VoicedSound;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One call heard utterance by utterance. */
final class WhisperRecognition implements Recognition {
    private static final String ATTEMPT = "to transcribe an utterance";

    private final WhisperEngine engine;
    private final Executor thread;
    private final Request request;
    private final Seats.Seat seat;
    private final Transcript transcript;
    private final VoicedSound sound = new VoicedSound();

    WhisperRecognition(WhisperEngine engine, Executor thread, Request request, Listener listener, Seats.Seat seat) {
        this.engine = engine;
        this.thread = thread;
        this.request = request;
        this.seat = seat;
        this.transcript = new Transcript(listener, seat::leave);
    }

    @Override
    public void hear(AudioFrame frame, boolean voice) {
        sound.add(frame, voice);
    }

    @Override
    public void settle() {
        transcript.ask();
        Optional<short[]> utterance = sound.take();
        try {
            thread.execute(() -> answer(utterance));
        } catch (RejectedExecutionException closed) {
            transcript.end(Failures.lasting(WhisperRecognizer.NAME, ATTEMPT, "The engine was shut down."));
        }
    }

    private void answer(Optional<short[]> utterance) {
        if (!transcript.isOpen()) {
            return;
        }
        try {
            if (utterance.isPresent()) {
                String prompt = String.join(", ", request.keywords());
                transcript.add(engine.transcribe(floats(utterance.get()), request.language(), prompt), 1);
            }
            transcript.settle();
        } catch (IOException failure) {
            transcript.miss(Failures.passing(WhisperRecognizer.NAME, ATTEMPT, "The engine failed on this utterance."));
        }
    }

    private static float[] floats(short[] samples) {
        float[] floats = new float[samples.length];
        for (int at = 0; at < samples.length; at++) {
            floats[at] = samples[at] / 32_768f;
        }
        return floats;
    }

    @Override
    public void close() {
        transcript.close();
        seat.leave();
    }
}
