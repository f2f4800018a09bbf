package antiphon.simulation.travel;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.conversations.TextCalls.Subject;
import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That somebody wants past conversations put to a version of an agent. How far that is, its items tell. */
@Entity
@Table(name = "time_travel")
class TimeTravel {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "branch_id")
    private String branchId;

    @Column(name = "version_id")
    private String versionId;

    @Column(name = "draft")
    @Convert(converter = JsonObjectColumn.class)
    private @Nullable JsonObject draft;

    @Column(name = "matched")
    private int matched;

    @Column(name = "without_words")
    private int withoutWords;

    @Column(name = "cancelled")
    private boolean cancelled;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected TimeTravel() {}

    /** @param drafted whether the agent is tried as a draft has it, which may be another tomorrow */
    TimeTravel(Subject agent, boolean drafted, Chosen chosen, Actor by, Instant now) {
        id = PublicId.fresh("timetravel_");
        agentId = agent.agentId();
        branchId = agent.branchId();
        versionId = agent.versionId();
        draft = drafted ? agent.document() : null;
        matched = chosen.conversationIds().size();
        withoutWords = chosen.withoutWords();
        createdBy = by.id();
        createdAt = now;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    String id() {
        return id;
    }

    String agentId() {
        return agentId;
    }

    String branchId() {
        return branchId;
    }

    /** That was tried, or on which the draft stood. */
    String versionId() {
        return versionId;
    }

    Optional<JsonObject> draft() {
        return Optional.ofNullable(draft);
    }

    int matched() {
        return matched;
    }

    Instant createdAt() {
        return createdAt;
    }

    JsonObjectBuilder asJson() {
        return Json.createObjectBuilder()
                .add("time_travel_id", id)
                .add("agent_id", agentId)
                .add("branch_id", branchId)
                .add("version_id", versionId)
                .add("draft", draft != null)
                .add("created_at_unix", createdAt.getEpochSecond())
                .add("created_by", createdBy)
                .add("matched", matched)
                .add("without_words", withoutWords);
    }
}
