package antiphon.speech;

import antiphon.audio.AudioFrame;
import antiphon.providers.Fuse;
import java.util.List;

/** A synthesizer behind a {@link Fuse} that all calls share: while the provider is known to be down, it fails at once. */
final class FusedSynthesizer implements SpeechSynthesizer {
    private final SpeechSynthesizer synthesizer;
    private final Fuse fuse;

    FusedSynthesizer(SpeechSynthesizer synthesizer) {
        this(synthesizer, new Fuse());
    }

    FusedSynthesizer(SpeechSynthesizer synthesizer, Fuse fuse) {
        this.synthesizer = synthesizer;
        this.fuse = fuse;
    }

    @Override
    public String name() {
        return synthesizer.name();
    }

    @Override
    public Capabilities capabilities() {
        return synthesizer.capabilities();
    }

    @Override
    public Synthesis speak(Request request, Listener listener) {
        var attempt = fuse.attempt();
        if (attempt.isEmpty()) {
            listener.failed(
                    new SpeechFailure(name(), "speaking", "was not asked: it failed too often just now", false));
            return () -> {};
        }
        Synthesis synthesis = begun(request, listener, attempt.get());
        return () -> {
            attempt.get().worked();
            synthesis.cancel();
        };
    }

    private Synthesis begun(Request request, Listener listener, Fuse.Attempt attempt) {
        try {
            return synthesizer.speak(request, new Watching(listener, attempt));
        } catch (RuntimeException broken) {
            attempt.failed();
            throw broken;
        }
    }

    private record Watching(Listener listener, Fuse.Attempt attempt) implements Listener {
        @Override
        public void spoke(AudioFrame frame) {
            attempt.worked();
            listener.spoke(frame);
        }

        @Override
        public void timed(List<Timing> timings) {
            listener.timed(timings);
        }

        @Override
        public void finished() {
            attempt.worked();
            listener.finished();
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
