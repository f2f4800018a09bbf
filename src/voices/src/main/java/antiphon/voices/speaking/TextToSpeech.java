package antiphon.voices.speaking;

import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.speech.OfferedVoice;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.SpeechUnavailable;
import antiphon.voices.Voices;
import antiphon.voices.usage.SpeechUses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;

/** Has texts spoken by this server's engines, and counts their characters. */
@ApplicationScoped
public class TextToSpeech {
    @Inject
    Voices voices;

    @Inject
    SpeechUses uses;

    /**
     * Begins to speak. Blocks until the first sound is there.
     *
     * @param schema the contract's, of the operation's body
     * @param whole whether the answer is sent only when all is spoken
     * @throws Refusal saying what is wrong with the wish, or that the engine fails
     */
    Speech begin(String schema, String voiceId, JsonObject body, Query query, boolean whole, Actor by) {
        OutputFormat format = OutputFormat.of(query, whole);
        OfferedVoice voice = voices.reachable(voiceId);
        SpeechRequest wanted = SpeechRequest.read(schema, body, voice);
        Speech speech = Speech.begin(new SpokenText(synthesizer(voice, wanted.language()), wanted), format);
        uses.noteSpoken(by, voice.id(), wanted.text().length());
        return speech;
    }

    private SpeechSynthesizer synthesizer(OfferedVoice voice, String language) {
        try {
            return voices.speech().synthesizers(voice.provider(), language).stream()
                    .filter(synthesizer -> synthesizer.name().equals(voice.provider()))
                    .findFirst()
                    .orElseThrow(() -> new SpeechUnavailable("The voice's engine does not speak " + language + "."));
        } catch (SpeechUnavailable nobody) {
            throw new Refusal.Invalid(
                    new Problem(List.of("body", "language_code"), String.valueOf(nobody.getMessage()), "value_error"));
        }
    }
}
