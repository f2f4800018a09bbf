package antiphon.voices.usage;

import antiphon.api.PublicId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One use of an engine outside a call: how much, never what. */
@Entity
@Table(name = "speech_use")
class SpeechUse {
    static final String SPOKEN = "text_to_speech";
    static final String HEARD = "speech_to_text";

    @Id
    private String id;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @Column(name = "product")
    private String product;

    @Column(name = "actor_id")
    private String actorId;

    @Column(name = "voice_id")
    private String voiceId;

    @Column(name = "characters")
    private int characters;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected SpeechUse() {}

    SpeechUse(String product, String actorId, String voiceId, int characters, Instant now) {
        this.id = PublicId.fresh("use_");
        this.product = product;
        this.actorId = actorId;
        this.voiceId = voiceId;
        this.characters = characters;
        this.happenedAt = now;
    }
}
