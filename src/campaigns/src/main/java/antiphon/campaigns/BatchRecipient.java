package antiphon.campaigns;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who is to be called. */
@Entity
@Table(name = "batch_recipient")
@IdClass(BatchRecipientKey.class)
public class BatchRecipient {
    @Id
    @Column(name = "batch_id")
    private String batchId;

    @Id
    @Column(name = "position")
    private int position;

    @Column(name = "id")
    private String id;

    @Column(name = "phone_number")
    private String phoneNumber;

    @Column(name = "status")
    private String status;

    @Column(name = "conversation_id")
    private @Nullable String conversationId;

    @Column(name = "client_data")
    @Convert(converter = JsonObjectColumn.class)
    private @Nullable JsonObject clientData;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected BatchRecipient() {}

    BatchRecipient(String batchId, int position, BatchOrder.Somebody somebody, Instant now) {
        this.batchId = batchId;
        this.position = position;
        this.id = somebody.id();
        this.phoneNumber = somebody.phoneNumber();
        this.status = BatchCall.PENDING;
        this.clientData = somebody.clientData().orElse(null);
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The contract's OutboundCallRecipientResponseModel. */
    JsonObject asJson() {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("id", id)
                .add("phone_number", phoneNumber)
                .addNull("whatsapp_user_id")
                .add("status", status)
                .add("created_at_unix", createdAt.getEpochSecond())
                .add("updated_at_unix", updatedAt.getEpochSecond())
                .add("conversation_id", conversationId == null ? JsonValue.NULL : Json.createValue(conversationId));
        if (clientData != null) {
            shown.add("conversation_initiation_client_data", clientData);
        }
        return Contract.stated().complete("OutboundCallRecipientResponseModel", shown.build());
    }

    /** The values of a line of the export. */
    List<String> asLine() {
        return List.of(
                id,
                phoneNumber,
                status,
                Objects.requireNonNullElse(conversationId, ""),
                createdAt.toString(),
                updatedAt.toString());
    }
}
