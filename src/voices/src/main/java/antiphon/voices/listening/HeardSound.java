package antiphon.voices.listening;

import antiphon.api.Refusal;
import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.VoiceActivityDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hears a sound out, faster than it lasts: what is said between two pauses is settled before the sound goes on, so that no
 * recognizer has more before it than one utterance. One thread.
 */
final class HeardSound {
    private static final double VOICE = 0.5;
    private static final long PAUSE_FRAMES = Duration.ofMillis(600).dividedBy(AudioFrame.LENGTH);
    private static final long LONGEST_FRAMES = Duration.ofSeconds(15).dividedBy(AudioFrame.LENGTH);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final List<Words> heard = new ArrayList<>();

    private HeardSound() {}

    /**
     * What is said, utterance by utterance; nothing where nobody speaks. Blocks.
     *
     * @throws Refusal.TooMany when the engine has no room
     * @throws Refusal.Unavailable when it fails
     */
    static List<Words> by(
            SpeechRecognizer recognizer,
            SpeechRecognizer.Request request,
            VoiceActivityDetector voice,
            List<AudioFrame> sound) {
        HeardSound hearing = new HeardSound();
        try (Recognition ear = recognizer.open(request, hearing.listener())) {
            hearing.hear(ear, voice, sound);
            return hearing.heard;
        } catch (SpeechUnavailable full) {
            throw new Refusal.TooMany(
                    "engine_busy", "The engine hears as many voices as it may; ask again in a moment.");
        }
    }

    private SpeechRecognizer.Listener listener() {
        return new SpeechRecognizer.Listener() {
            @Override
            public void heard(Words words) {
                if (words.settled()) {
                    answers.add(words);
                }
            }

            @Override
            public void failed(SpeechFailure failure) {
                answers.add(failure);
            }
        };
    }

    private void hear(Recognition ear, VoiceActivityDetector detector, List<AudioFrame> sound) {
        long spoken = 0;
        long quiet = 0;
        for (AudioFrame frame : sound) {
            boolean voice = detector.voiceIn(frame) >= VOICE;
            ear.hear(frame, voice);
            quiet = voice ? 0 : quiet + 1;
            spoken += voice || spoken > 0 ? 1 : 0;
            if (spoken > 0 && (quiet >= PAUSE_FRAMES || spoken >= LONGEST_FRAMES)) {
                settle(ear);
                spoken = 0;
            }
        }
        if (spoken > 0) {
            settle(ear);
        }
    }

    private void settle(Recognition ear) {
        ear.settle();
        try {
            Object answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer instanceof Words words) {
                if (!words.text().isBlank()) {
                    heard.add(words);
                }
                return;
            }
            String reason = answer instanceof SpeechFailure failure ? failure.reason() : "it did not answer in time";
            throw new Refusal.Unavailable("transcription_failed", "The engine could not hear: " + reason);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal.Unavailable("server_stopping", "The server is being stopped.");
        }
    }
}
