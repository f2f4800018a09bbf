package antiphon.conversations.record;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Until when a conversation is kept, and what of it is gone. */
@Embeddable
class Keeping {
    @Column(name = "words_until")
    private @Nullable Instant wordsUntil;

    @Column(name = "sound_until")
    private @Nullable Instant soundUntil;

    @Column(name = "words_gone_at")
    private @Nullable Instant wordsGoneAt;

    @Column(name = "sound_gone_at")
    private @Nullable Instant soundGoneAt;

    /** Whether the server that held the call has still to look at its own disk. */
    @Column(name = "blobs_left")
    private boolean blobsLeft;

    protected Keeping() {} // for JPA

    /** @param recorded whether there is any sound to be deleted one day */
    Keeping(Retention retention, boolean recorded) {
        wordsUntil = retention.words().orElse(null);
        soundUntil = recorded ? retention.sound().orElse(null) : null;
    }

    boolean wordsDue(Instant now) {
        return wordsUntil != null && wordsGoneAt == null && !wordsUntil.isAfter(now);
    }

    boolean soundDue(Instant now) {
        return soundUntil != null && soundGoneAt == null && !soundUntil.isAfter(now);
    }

    void wordsWent(Instant now) {
        wordsGoneAt = now;
    }

    void soundWent(Instant now) {
        soundGoneAt = now;
    }

    boolean wordsGone() {
        return wordsGoneAt != null;
    }

    boolean soundGone() {
        return soundGoneAt != null;
    }

    /** Something may lie on the disk of a server other than the one that deleted. */
    void leaveBlobs() {
        blobsLeft = true;
    }
}
