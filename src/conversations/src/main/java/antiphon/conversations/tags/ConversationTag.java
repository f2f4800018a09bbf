package antiphon.conversations.tags;

import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A name that may be given to conversations. */
@Entity
@Table(name = "conversation_tag")
public class ConversationTag {
    @Id
    private String id;

    @Column(name = "title")
    private String title;

    @Column(name = "description")
    private @Nullable String description;

    @Column(name = "owner")
    private String owner;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ConversationTag() {}

    ConversationTag(String title, Optional<String> description, Actor owner, Instant createdAt) {
        id = PublicId.fresh("tag_");
        this.title = title;
        this.description = description.orElse(null);
        this.owner = owner.id();
        this.createdAt = createdAt;
    }

    void become(String newTitle, Optional<String> newDescription) {
        title = newTitle;
        description = newDescription.orElse(null);
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    Instant createdAt() {
        return createdAt;
    }

    /** In the contract's shape. */
    JsonObject asJson(String workspaceId) {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("tag_id", id)
                .add("workspace_id", workspaceId)
                .add("owner_user_id", owner)
                .add("title", title)
                .add("created_at_unix_secs", createdAt.getEpochSecond());
        description().ifPresentOrElse(text -> shown.add("description", text), () -> shown.addNull("description"));
        return shown.build();
    }

    /** What may change. */
    String content() {
        return title + "\n" + description().orElse("");
    }
}
