package antiphon.telephony;

import antiphon.agents.Agent;
import antiphon.agents.Agents;
import antiphon.agents.AssignedNumbers;
import antiphon.agents.secrets.Seal;
import antiphon.agents.secrets.Secrets;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The telephone numbers of this workspace. */
@ApplicationScoped
public class PhoneNumbers implements AssignedNumbers {
    private static final String PURPOSE = "phone-numbers";
    private static final int LONGEST_ENVIRONMENT = 100;

    @PersistenceContext(unitName = "telephony")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Agents agents;

    @Inject
    Secrets secrets;

    @Inject
    AuditTrail audit;

    /** @param sent as the contract's operation takes it */
    @Transactional
    public PhoneNumber create(JsonObject sent, Actor by) {
        String number = E164.of(sent.getString("phone_number")).orElseThrow(PhoneNumbers::noNumber);
        entities.createNativeQuery("lock table phone_number in share row exclusive mode")
                .executeUpdate();
        if (!entities.createQuery("select n from PhoneNumber n where n.number = :number", PhoneNumber.class)
                .setParameter("number", number)
                .getResultList()
                .isEmpty()) {
            throw new Refusal.Conflict(
                    "phone_number_exists", "This number is kept already; change or delete that one.");
        }
        CarrierAccess access = CarrierAccess.of(sent);
        PhoneNumber kept =
                new PhoneNumber(number, sent.getString("label"), Carrier.meant(sent), access, seal(), clock.instant());
        assign(kept, sent);
        entities.persist(kept);
        audit.note(by, "phone_number.create", kept.id(), null, kept.fingerprint());
        return kept;
    }

    private static Refusal.Invalid noNumber() {
        return new Refusal.Invalid(Problem.at("body.phone_number", E164.HINT, "value_error"));
    }

    @Transactional(dontRollbackOn = Refusal.NotFound.class)
    public PhoneNumber find(String id) {
        return found(id, LockModeType.NONE);
    }

    /** Changes what is sent of a number; null takes an agent, a branch, a trunk or an environment from it. */
    @Transactional
    public PhoneNumber change(String id, JsonObject sent, Actor by) {
        PhoneNumber number = found(id, LockModeType.PESSIMISTIC_WRITE);
        String before = number.fingerprint();
        if (sent.get("label") instanceof JsonString label) {
            number.rename(label.getString());
        }
        assign(number, sent);
        changeTrunks(number, sent);
        if (sent.containsKey("environment")) {
            number.inEnvironment(environment(sent).orElse(null));
        }
        if (sent.get("livekit_stack") instanceof JsonString stack) {
            number.onStack(stack.getString());
        }
        if (sent.containsKey("store_sip_messages") && sent.get("store_sip_messages") != JsonValue.NULL) {
            number.keepSipMessages(sent.getBoolean("store_sip_messages"));
        }
        audit.note(by, "phone_number.change", id, before, number.fingerprint());
        return number;
    }

    private void changeTrunks(PhoneNumber number, JsonObject sent) {
        for (String trunk : CarrierAccess.TRUNKS) {
            if (sent.containsKey(trunk)) {
                if (Carrier.parse(number.provider()) != Carrier.SIP_TRUNK) {
                    throw new Refusal.Invalid(
                            Problem.at("body." + trunk, "Only a number of a SIP trunk has this", "value_error"));
                }
                number.become(number.access(seal()).withTrunk(trunk, sent.get(trunk)), seal(), clock.instant());
            }
        }
    }

    private static Optional<String> environment(JsonObject sent) {
        Optional<String> name = text(sent, "environment").filter(text -> !text.isBlank());
        if (name.filter(text -> text.length() > LONGEST_ENVIRONMENT).isPresent()) {
            throw new Refusal.Invalid(Problem.at(
                    "body.environment", "At most " + LONGEST_ENVIRONMENT + " characters", "string_too_long"));
        }
        return name;
    }

    /** Another agent answers on its own main branch or traffic, unless a branch of it is named. */
    private void assign(PhoneNumber number, JsonObject sent) {
        if (!sent.containsKey("agent_id") && !sent.containsKey("branch_id")) {
            return;
        }
        Optional<String> agent = sent.containsKey("agent_id") ? text(sent, "agent_id") : number.agentId();
        Optional<String> branch = text(sent, "branch_id");
        try {
            agent.ifPresent(id -> agents.state(id, branch, Optional.empty()));
        } catch (Refusal.NotFound missing) {
            String field = missing.status().startsWith("branch") ? "branch_id" : "agent_id";
            throw new Refusal.Invalid(Problem.at("body." + field, missing.message(), "value_error"));
        }
        if (agent.isEmpty() && branch.isPresent()) {
            throw new Refusal.Invalid(
                    Problem.at("body.branch_id", "Without an agent there is no branch", "value_error"));
        }
        number.answeredBy(agent.orElse(null), branch.orElse(null));
    }

    private static Optional<String> text(JsonObject sent, String name) {
        return sent.get(name) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    @Transactional
    public void delete(String id, Actor by) {
        PhoneNumber number = found(id, LockModeType.PESSIMISTIC_WRITE);
        entities.remove(number);
        audit.note(by, "phone_number.delete", id, number.fingerprint(), null);
    }

    @Transactional
    public boolean exist(String id) {
        return PublicId.isPlausible(id) && entities.find(PhoneNumber.class, id) != null;
    }

    /** A page of numbers, or all of them. */
    @Transactional
    public Page<PhoneNumber> list(NumberSelection selection) {
        List<Object> values = new ArrayList<>();
        Query query = entities.createNativeQuery(selection.sql(values), PhoneNumber.class);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        @SuppressWarnings("unchecked") // the query names its entity
        List<PhoneNumber> rows = query.getResultList();
        return Page.cut(rows, selection.pageSize().orElse(Integer.MAX_VALUE), selection::after);
    }

    @Override
    @Transactional
    public JsonArray answeredBy(String agentId) {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        entities.createQuery(
                        "select n from PhoneNumber n where n.agentId = :agent order by n.number", PhoneNumber.class)
                .setParameter("agent", agentId)
                .getResultList()
                .forEach(number -> numbers.add(shown(number)));
        return numbers.build();
    }

    /** The contract's description of a number. */
    @Transactional
    public JsonObject shown(PhoneNumber number) {
        return number.asJson(number.agentId().flatMap(this::agentName));
    }

    private Optional<String> agentName(String id) {
        try {
            return Optional.of(agents.find(id)).map(Agent::name);
        } catch (Refusal.NotFound gone) {
            return Optional.empty();
        }
    }

    private PhoneNumber found(String id, LockModeType lock) {
        PhoneNumber number = PublicId.isPlausible(id) ? entities.find(PhoneNumber.class, id, lock) : null;
        if (number == null) {
            throw Refusal.NotFound.of("phone_number", id);
        }
        return number;
    }

    private Seal seal() {
        return secrets.sealFor(PURPOSE);
    }
}
