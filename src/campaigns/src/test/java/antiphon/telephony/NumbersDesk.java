package antiphon.telephony;

import antiphon.agents.Agents;
import antiphon.agents.secrets.Secrets;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import java.time.InstantSource;

/** Telephone numbers, put together by hand, and one number. */
public final class NumbersDesk {
    private final PhoneNumbers numbers = new PhoneNumbers();
    private final String id;

    public NumbersDesk(TestDatabase database, InstantSource clock, AuditTrail audit, Secrets secrets, Agents agents) {
        numbers.entities = database.entities("telephony");
        numbers.clock = clock;
        numbers.audit = audit;
        numbers.secrets = secrets;
        numbers.agents = agents;
        var sent = Json.createObjectBuilder()
                .add("provider", "twilio")
                .add("phone_number", "+442079460000")
                .add("label", "Ours")
                .add("sid", "AC1")
                .add("token", "t")
                .build();
        id = database.inTransaction(() -> numbers.create(sent, Actor.SERVER)).id();
    }

    public PhoneNumbers numbers() {
        return numbers;
    }

    public String id() {
        return id;
    }
}
