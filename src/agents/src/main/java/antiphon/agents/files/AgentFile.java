package antiphon.agents.files;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A file that belongs to an agent. Never changes. */
@Entity
@Table(name = "agent_file")
public class AgentFile {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "name")
    private String name;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "bytes")
    private byte[] bytes;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AgentFile() {}

    AgentFile(String id, String agentId, String name, String mediaType, byte[] bytes, Instant createdAt) {
        this.id = id;
        this.agentId = agentId;
        this.name = name;
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.createdAt = createdAt;
    }

    /** As its bytes tell. */
    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes;
    }
}
