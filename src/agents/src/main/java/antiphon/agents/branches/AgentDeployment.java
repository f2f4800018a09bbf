package antiphon.agents.branches;

import antiphon.agents.Agent;
import antiphon.agents.Traffic;
import antiphon.agents.documents.Creator;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How an agent's calls are shared out from a moment on. Never changes. */
@Entity
@Table(name = "agent_deployment")
public class AgentDeployment {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "traffic")
    private Traffic traffic;

    @Column(name = "source")
    private String source;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "deployed_at")
    private Instant deployedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AgentDeployment() {}

    /** @param source the contract's word for how it came about */
    AgentDeployment(Agent agent, Traffic traffic, String source, Actor by, Instant now) {
        this.id = PublicId.fresh("agtdplmt_");
        this.agentId = agent.id();
        this.traffic = traffic;
        this.source = source;
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.deployedAt = now;
    }

    /** The contract's AgentDeploymentHistoryItem. */
    JsonObject asJson(boolean active, Actor viewer) {
        JsonObject item = Json.createObjectBuilder()
                .add("id", id)
                .add("traffic_percentage_branch_id_map", traffic.asJson())
                .add("deployed_at_unix_secs", deployedAt.getEpochSecond())
                .add("is_active", active)
                .add("source", source)
                .add("access_info", new Creator(createdBy, createdByName).accessFor(viewer))
                .build();
        return Contract.stated().complete("AgentDeploymentHistoryItem", item);
    }
}
