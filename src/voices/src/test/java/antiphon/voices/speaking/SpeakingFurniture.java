package antiphon.voices.speaking;

import antiphon.identity.Caller;
import antiphon.voices.Voices;
import antiphon.voices.usage.SpeechUses;

/** What speaks, put together by hand. */
public final class SpeakingFurniture {
    private SpeakingFurniture() {}

    public static TextToSpeechResource door(Voices voices, SpeechUses uses, Caller caller) {
        TextToSpeech speech = new TextToSpeech();
        speech.voices = voices;
        speech.uses = uses;
        TextToSpeechResource door = new TextToSpeechResource();
        door.speech = speech;
        door.caller = caller;
        return door;
    }
}
