package antiphon.agents;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an agent was from one change to the next. Never changes. */
@Entity
@Table(name = "agent_version")
public class AgentVersion {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "number")
    private int number;

    @Column(name = "document")
    private AgentDocument document;

    @Column(name = "description")
    private @Nullable String description;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AgentVersion() {}

    AgentVersion(Agent agent, int number, @Nullable String description, String createdBy, Instant createdAt) {
        this.id = agent.versionId();
        this.agentId = agent.id();
        this.number = number;
        this.document = agent.document();
        this.description = description;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    String agentId() {
        return agentId;
    }

    /** 1 for the state in which the agent was made. */
    public int number() {
        return number;
    }

    public AgentDocument document() {
        return document;
    }
}
