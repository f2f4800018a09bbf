package antiphon.telephony;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.agents.secrets.Seal;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.contract.Contract;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A telephone number that agents may answer and call from. */
@Entity
@Table(name = "phone_number")
public class PhoneNumber {
    @Id
    private String id;

    @Column(name = "phone_number")
    private String number;

    @Column(name = "label")
    private String label;

    @Column(name = "provider")
    private String provider;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "sealed_secrets")
    private byte[] sealedSecrets;

    @Column(name = "agent_id")
    private @Nullable String agentId;

    @Column(name = "branch_id")
    private @Nullable String branchId;

    @Column(name = "environment")
    private @Nullable String environment;

    @Column(name = "livekit_stack")
    private String livekitStack;

    @Column(name = "store_sip_messages")
    private boolean storeSipMessages;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected PhoneNumber() {}

    PhoneNumber(String number, String label, Carrier carrier, CarrierAccess access, Seal seal, Instant now) {
        this.id = PublicId.fresh("phnum_");
        this.number = number;
        this.label = label;
        this.provider = carrier.wireName();
        this.livekitStack = "standard";
        this.storeSipMessages = true;
        this.createdAt = now;
        become(access, seal, now);
    }

    public String id() {
        return id;
    }

    /** The contract's word for its carrier. */
    public String provider() {
        return provider;
    }

    String number() {
        return number;
    }

    String label() {
        return label;
    }

    Instant createdAt() {
        return createdAt;
    }

    Optional<String> agentId() {
        return Optional.ofNullable(agentId);
    }

    /** Everything, secrets and all; never for an answer. */
    CarrierAccess access(Seal seal) {
        try (JsonReader reader = Json.createReader(new StringReader(seal.open(id, sealedSecrets)))) {
            return new CarrierAccess(document, reader.readObject());
        }
    }

    final void become(CarrierAccess access, Seal seal, Instant now) {
        document = access.shown();
        sealedSecrets = seal.close(id, access.hidden().toString());
        updatedAt = now;
    }

    void rename(String newLabel) {
        label = newLabel;
    }

    /** Who answers, on which branch; nobody where there is no agent. */
    void answeredBy(@Nullable String agent, @Nullable String branch) {
        agentId = agent;
        branchId = branch;
    }

    void inEnvironment(@Nullable String name) {
        environment = name;
    }

    void keepSipMessages(boolean kept) {
        storeSipMessages = kept;
    }

    void onStack(String stack) {
        livekitStack = stack;
    }

    String fingerprint() {
        return Fingerprint.of(String.join(
                "\n",
                number,
                label,
                document.toString(),
                agentId + "@" + branchId,
                environment + livekitStack + storeSipMessages + HexFormat.of().formatHex(sealedSecrets)));
    }

    /**
     * The contract's GetPhoneNumber…ResponseModel.
     *
     * @param agentName of the agent that answers; empty when it is there no more
     */
    JsonObject asJson(Optional<String> agentName) {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("phone_number", number)
                .add("label", label)
                .add("supports_inbound", document.getBoolean("supports_inbound", true))
                .add("supports_outbound", document.getBoolean("supports_outbound", true))
                .add("phone_number_id", id)
                .add("provider", provider);
        agentName.ifPresentOrElse(
                name -> shown.add("assigned_agent", assigned(name)), () -> shown.addNull("assigned_agent"));
        Carrier carrier = Carrier.parse(provider);
        if (carrier == Carrier.SIP_TRUNK) {
            CarrierAccess access = new CarrierAccess(document, JsonValue.EMPTY_JSON_OBJECT);
            JsonValue outbound = access.trunk("outbound_trunk_config", Optional.of("has_outbound_trunk"));
            shown.add("outbound_trunk", outbound)
                    .add("provider_config", outbound)
                    .add("inbound_trunk", access.trunk("inbound_trunk_config", Optional.empty()))
                    .add("livekit_stack", livekitStack)
                    .add("store_sip_messages", storeSipMessages);
        }
        return Contract.stated().complete(carrier.response(), shown.build());
    }

    private JsonObject assigned(String agentName) {
        return Json.createObjectBuilder()
                .add("agent_id", String.valueOf(agentId))
                .add("agent_name", agentName)
                .add("environment", orNull(environment))
                .add("branch_id", orNull(branchId))
                .build();
    }

    private static JsonValue orNull(@Nullable String text) {
        return text == null ? JsonValue.NULL : Json.createValue(text);
    }
}
