package antiphon.analysis;

import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.identity.Actor;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That somebody wants many conversations looked at once more. How far that is, their rows tell. */
@Entity
@Table(name = "reanalysis")
class Reanalysis {
    @Id
    private String id;

    @Column(name = "as_now")
    private boolean asNow;

    @Column(name = "matched")
    private int matched;

    @Column(name = "cancelled")
    private boolean cancelled;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Reanalysis() {}

    /** @param asNow by what the agents ask by now, rather than by what they asked when they were called */
    Reanalysis(boolean asNow, int matched, Actor by, Instant at) {
        id = PublicId.fresh("reanalysis_");
        this.asNow = asNow;
        this.matched = matched;
        createdBy = by.id();
        createdAt = at;
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

    Instant createdAt() {
        return createdAt;
    }

    JsonObjectBuilder asJson() {
        return Json.createObjectBuilder()
                .add("reanalysis_id", id)
                .add("created_at_unix", createdAt.getEpochSecond())
                .add("created_by", createdBy)
                .add("agent_version", asNow ? "now" : "then")
                .add("matched", matched);
    }
}
