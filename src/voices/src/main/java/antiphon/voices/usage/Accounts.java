package antiphon.voices.usage;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.ApiKey;
import antiphon.identity.ApiKeys;
import antiphon.identity.Workspace;
import antiphon.identity.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Who asks, in the contract's words: a key is a user, and nobody has to pay. */
@ApplicationScoped
public class Accounts {
    @Inject
    ApiKeys keys;

    @Inject
    Workspaces workspaces;

    @Inject
    Statistics statistics;

    @Inject
    InstantSource clock;

    /** The contract's UserResponseModel. */
    JsonObject user(Actor actor) {
        ApiKey key = keys.find(actor.id());
        JsonObject known = Json.createObjectBuilder()
                .add("user_id", key.id())
                .add("first_name", key.name())
                .add("subscription", subscription("SubscriptionResponseModel"))
                .add("is_new_user", false)
                .add("can_use_delayed_payment_methods", false)
                .add("is_onboarding_completed", true)
                .add("is_onboarding_checklist_completed", true)
                .add("is_api_key_hashed", true)
                .add("xi_api_key_preview", key.shownPrefix())
                .add("created_at", key.createdAt().getEpochSecond())
                .add("seat_type", seat(actor))
                .add("workspace_id", workspaces.only().map(Workspace::id).orElse(""))
                .build();
        return Contract.stated().complete("UserResponseModel", known);
    }

    private static String seat(Actor actor) {
        return switch (actor.role()) {
            case ADMIN -> "workspace_admin";
            case EDITOR, OPERATOR -> "workspace_member";
            case VIEWER -> "workspace_lite_member";
        };
    }

    /** The contract's ExtendedSubscriptionResponseModel. */
    JsonObject subscription() {
        return subscription("ExtendedSubscriptionResponseModel");
    }

    /** Counts what was spoken this month. A server of one's own has no limit: where a number must be, it is the largest. */
    private JsonObject subscription(String schema) {
        ZonedDateTime month = clock.instant()
                .atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1);
        Instant next = month.plusMonths(1).toInstant();
        JsonObject known = Json.createObjectBuilder()
                .add("tier", "self_hosted")
                .add("status", "active")
                .add("character_count", statistics.characters(month.toInstant(), next))
                .add("character_limit", Integer.MAX_VALUE)
                .add("max_credit_limit_extension", "unlimited")
                .add("can_extend_character_limit", false)
                .add("allowed_to_extend_character_limit", false)
                .add("next_character_count_reset_unix", next.getEpochSecond())
                .add("voice_slots_used", 0)
                .add("professional_voice_slots_used", 0)
                .add("professional_voice_slots_used_in_workspace", 0)
                .add("voice_limit", 0)
                .add("voice_add_edit_counter", 0)
                .add("professional_voice_limit", 0)
                .add("can_extend_voice_limit", false)
                .add("can_use_instant_voice_cloning", false)
                .add("can_use_professional_voice_cloning", false)
                .add(
                        "current_overage",
                        Json.createObjectBuilder().add("amount", "0").add("currency", "usd"))
                .add("has_open_invoices", false)
                .add("open_invoices", Json.createArrayBuilder())
                .build();
        return Contract.stated().complete(schema, known);
    }
}
