package antiphon.speech.vosk;

import antiphon.engines.VoskEngine;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.models.ModelStore;
import antiphon.speech.parts.Seats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Vosk, with a model that is brought up when first wanted. */
public final class VoskRecognizer implements SpeechRecognizer, AutoCloseable {
    static final String NAME = "vosk";

    private final ModelStore<VoskEngine> model;
    private final String language;
    private final Seats seats;

    /** @param settings with weights */
    public VoskRecognizer(SpeechSettings.Vosk settings) {
        this.model = new ModelStore<>(NAME, settings.weights().orElseThrow(), VoskRecognizer::load);
        this.language = settings.language();
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
        return new Capabilities(true, List.of(language));
    }

    @Override
    public Recognition open(Request request, Listener listener) {
        if (!capabilities().understands(request.language())) {
            throw new SpeechUnavailable("The model of vosk speaks " + language + ", not " + request.language() + ".");
        }
        VoskEngine engine = model.get();
        Seats.Seat seat = seats.take();
        if (!seat.isTaken()) {
            throw new SpeechUnavailable("Vosk hears as many calls as speech.vosk.calls allows; try again later.");
        }
        try {
            return new VoskRecognition(engine.listen(), listener, seat);
        } catch (IOException failure) {
            seat.leave();
            throw new SpeechUnavailable("Vosk could not open another ear.");
        }
    }

    private static VoskEngine load(Path directory) {
        try {
            return VoskEngine.load(directory);
        } catch (IOException notAModel) {
            throw new SpeechUnavailable("Vosk does not take what speech.vosk.model names for a model.");
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
