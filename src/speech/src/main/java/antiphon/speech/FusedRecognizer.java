package antiphon.speech;

import antiphon.audio.AudioFrame;
import antiphon.providers.Fuse;

/** A recognizer behind a {@link Fuse} that all calls share: while the provider is known to be down, it has no room. */
final class FusedRecognizer implements SpeechRecognizer {
    private final SpeechRecognizer recognizer;
    private final Fuse fuse;

    FusedRecognizer(SpeechRecognizer recognizer) {
        this(recognizer, new Fuse());
    }

    FusedRecognizer(SpeechRecognizer recognizer, Fuse fuse) {
        this.recognizer = recognizer;
        this.fuse = fuse;
    }

    @Override
    public String name() {
        return recognizer.name();
    }

    @Override
    public Capabilities capabilities() {
        return recognizer.capabilities();
    }

    @Override
    public Recognition open(Request request, Listener listener) {
        Fuse.Attempt attempt = fuse.attempt()
                .orElseThrow(() -> new SpeechUnavailable(
                        "The recognizer " + name() + " failed too often just now; it is tried again in a moment."));
        try {
            return new Watched(recognizer.open(request, new Watching(listener, attempt)), attempt);
        } catch (SpeechUnavailable full) {
            attempt.worked();
            throw full;
        } catch (RuntimeException broken) {
            attempt.failed();
            throw broken;
        }
    }

    private record Watched(Recognition recognition, Fuse.Attempt attempt) implements Recognition {
        @Override
        public void hear(AudioFrame frame, boolean voice) {
            recognition.hear(frame, voice);
        }

        @Override
        public void settle() {
            recognition.settle();
        }

        @Override
        public void close() {
            attempt.worked();
            recognition.close();
        }
    }

    private record Watching(Listener listener, Fuse.Attempt attempt) implements Listener {
        @Override
        public void heard(Words words) {
            attempt.worked();
            listener.heard(words);
        }

        /** A request that no repetition would save says nothing of the provider's health. */
        @Override
        public void failed(SpeechFailure failure) {
            if (failure.retryable()) {
                attempt.failed();
            } else {
                attempt.worked();
            }
            listener.failed(failure);
        }
    }
}
