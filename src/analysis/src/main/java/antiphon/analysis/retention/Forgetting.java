package antiphon.analysis.retention;

import antiphon.agents.AgentState;
import antiphon.agents.Agents;
import antiphon.agents.tools.ToolExecutions;
import antiphon.analysis.delivery.Outbox;
import antiphon.conversations.files.LeftFiles;
import antiphon.conversations.record.Records;
import antiphon.conversations.record.Retentions;
import antiphon.conversations.record.Retentions.Due;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;

/**
 * Deletes for good what is past its time. Blobs go first: where they cannot be reached the record stays as it is, and both
 * are tried again. Any number of servers may do it side by side.
 */
@ApplicationScoped
public class Forgetting {
    private static final Logger LOG = System.getLogger(Forgetting.class.getName());
    private static final int AT_ONCE = 20;

    @Inject
    Retentions retentions;

    @Inject
    Records records;

    @Inject
    LeftFiles files;

    @Inject
    ToolExecutions executions;

    @Inject
    Outbox outbox;

    @Inject
    Agents agents;

    @Inject
    AuditTrail audit;

    /** Lets retention hold for older conversations where an agent is set so. */
    @Transactional(TxType.REQUIRES_NEW)
    void reachBack() {
        for (AgentState agent : agents.reachingBack()) {
            retentions.reachBack(
                    agent.agent().id(),
                    agent.versionId(),
                    agent.document().config().platform().privacy());
        }
    }

    /**
     * Forgets a few conversations that are due, in one transaction.
     *
     * @param failed those that could not be dealt with; grows
     * @return false if there was nothing more to do
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean someDue(Set<String> failed) {
        List<Due> claimed = retentions.claim(AT_ONCE, failed);
        for (Due due : claimed) {
            if (!forget(due)) {
                failed.add(due.conversationId());
            }
        }
        return !claimed.isEmpty();
    }

    /**
     * Forgets words that were not to outlive their call, where all that is done after the call has just been done. Sound
     * that is still to be told goes at night.
     */
    @Transactional
    public void afterCall(String conversationId) {
        if (retentions.due(conversationId).filter(Due::words).isPresent()) {
            forget(new Due(conversationId, true, false));
        }
    }

    /** What could not be told of in time will not be. */
    @Transactional(TxType.REQUIRES_NEW)
    void giveUpTelling() {
        outbox.giveUpFleeting();
    }

    /**
     * Deletes from this server's disk what another server forgot.
     *
     * @return false if there was nothing more to do
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean someLeft() {
        List<Due> left = retentions.leftOn(records.server().name(), AT_ONCE);
        boolean reached = true;
        for (Due due : left) {
            reached = reached && deleteBlobs(due);
            if (reached) {
                retentions.swept(due.conversationId());
            }
        }
        return reached && !left.isEmpty();
    }

    private boolean forget(Due due) {
        if (!deleteBlobs(due)) {
            return false;
        }
        String id = due.conversationId();
        String server = records.server().name();
        if (due.words()) {
            retentions.forgetWords(id, server);
            executions.forgetWords(id);
            outbox.forgetWords(id);
            audit.note(Actor.SERVER, "conversation.forget_words", id, Fingerprint.of(id), null);
        }
        if (due.sound()) {
            retentions.forgetSound(id, server);
            outbox.forgetSound(id);
            audit.note(Actor.SERVER, "conversation.forget_sound", id, Fingerprint.of(id), null);
        }
        return true;
    }

    /** A journal holds words and sound, so it goes with either. */
    private boolean deleteBlobs(Due due) {
        String id = due.conversationId();
        try {
            records.recordings().deleteJournal(id);
            if (due.sound()) {
                records.recordings().delete(id);
            }
            if (due.words()) {
                files.forget(id);
            }
            return true;
        } catch (IOException away) {
            LOG.log(Level.WARNING, "What lies beside a record cannot be deleted; that is tried again: " + id, away);
            return false;
        }
    }
}
