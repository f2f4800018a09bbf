package antiphon.speech.whisper;

import antiphon.engines.WhisperEngine;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.models.ModelStore;
import antiphon.speech.parts.Seats;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whisper, with a model that is brought up when first wanted. Utterances of all calls wait for one another. */
public final class WhisperRecognizer implements SpeechRecognizer, AutoCloseable {
    static final String NAME = "whisper";

    private final ModelStore<WhisperEngine> model;
    private final SpeechSettings.Whisper settings;
    private final Seats seats;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("whisper").daemon().factory());

    /** @param settings with weights */
    public WhisperRecognizer(SpeechSettings.Whisper settings) {
        this.settings = settings;
        this.model = new ModelStore<>(NAME, settings.weights().orElseThrow(), path -> {
            try {
                return WhisperEngine.load(path, settings.threads());
            } catch (IOException notAModel) {
                throw new SpeechUnavailable("Whisper does not take what speech.whisper.model names for a model.");
            }
        });
        this.seats = new Seats(settings.calls());
    }

    /** Begins to bring up the model, so that the first call finds it there. Does not block. */
    public void warmUp() {
        var unused = model.begin();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, settings.languages());
    }

    @Override
    public Recognition open(Request request, Listener listener) {
        if (!capabilities().understands(request.language())) {
            throw new SpeechUnavailable("Whisper is configured for " + String.join(", ", settings.languages())
                    + ", not for " + request.language() + ".");
        }
        WhisperEngine engine = model.get();
        Seats.Seat seat = seats.take();
        if (!seat.isTaken()) {
            throw new SpeechUnavailable("Whisper hears as many calls as speech.whisper.calls allows; try again later.");
        }
        return new WhisperRecognition(engine, thread, request, listener, seat);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        model.close();
    }
}
