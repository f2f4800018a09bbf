package antiphon.agents.branches;

import antiphon.agents.AgentBranch;
import antiphon.agents.AgentDocument;
import antiphon.identity.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody is about to make of a branch. */
@Entity
@Table(name = "agent_draft")
@IdClass(AgentDraftKey.class)
public class AgentDraft {
    @Id
    @Column(name = "branch_id")
    private String branchId;

    @Id
    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "document")
    private AgentDocument document;

    @Column(name = "version_id")
    private String versionId;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AgentDraft() {}

    AgentDraft(AgentBranch branch, AgentDocument document, Actor by, Instant now) {
        this.branchId = branch.id();
        this.agentId = branch.agentId();
        this.createdBy = by.id();
        become(branch, document, now);
    }

    final void become(AgentBranch branch, AgentDocument changed, Instant now) {
        document = changed;
        versionId = branch.versionId();
        createdAt = now;
    }

    String branchId() {
        return branchId;
    }

    public AgentDocument document() {
        return document;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Whether the branch has gone on since. */
    boolean isBehind(AgentBranch branch) {
        return !branch.versionId().equals(versionId);
    }
}
