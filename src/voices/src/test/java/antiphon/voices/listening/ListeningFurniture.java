package antiphon.voices.listening;

import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import antiphon.voices.Voices;
import antiphon.voices.usage.SpeechUses;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What listens, put together by hand; a form is given as its fields. */
public final class ListeningFurniture {
    private final SpeechToText speech = new SpeechToText();
    private final Transcripts transcripts = new Transcripts();

    public ListeningFurniture(
            Voices voices, SpeechUses uses, EntityManager entities, InstantSource clock, AuditTrail audit) {
        transcripts.entities = entities;
        transcripts.clock = clock;
        transcripts.audit = audit;
        speech.voices = voices;
        speech.uses = uses;
        speech.transcripts = transcripts;
    }

    public SpeechToTextResource door(Caller caller) {
        SpeechToTextResource door = new SpeechToTextResource();
        door.speech = speech;
        door.transcripts = transcripts;
        door.caller = caller;
        return door;
    }

    public JsonObject transcribe(Map<String, List<String>> fields, Optional<byte[]> file, boolean kept, Actor by) {
        return speech.transcribe(TranscriptionWish.read(fields, file), kept, by);
    }
}
