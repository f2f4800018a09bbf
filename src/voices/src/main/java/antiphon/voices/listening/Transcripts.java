package antiphon.voices.listening;

import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** The transcripts that are kept. */
@ApplicationScoped
public class Transcripts {
    @PersistenceContext(unitName = "voices")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    AuditTrail audit;

    @Transactional
    void keep(String id, JsonObject document, Actor by) {
        entities.persist(new StoredTranscript(id, document, by.id(), clock.instant()));
        audit.note(by, "transcript.create", id, null, Fingerprint.of(document.toString()));
    }

    /** @throws Refusal.NotFound if there is none, or no more */
    @Transactional
    StoredTranscript find(String id) {
        StoredTranscript transcript = PublicId.isPlausible(id) ? entities.find(StoredTranscript.class, id) : null;
        if (transcript == null) {
            throw Refusal.NotFound.of("transcript", id);
        }
        return transcript;
    }

    @Transactional
    void delete(String id, Actor by) {
        StoredTranscript transcript = find(id);
        entities.remove(transcript);
        audit.note(
                by, "transcript.delete", id, Fingerprint.of(transcript.asJson().toString()), null);
    }
}
