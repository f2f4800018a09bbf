package antiphon.analysis;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.delivery.EventType;
import antiphon.analysis.delivery.Outbox;
import antiphon.api.Json;
import antiphon.conversations.history.PastConversations;
import antiphon.conversations.settings.WorkspaceSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;

/** Has those told of a conversation who want to be: written to the outbox, in the transaction that keeps what is told. */
@ApplicationScoped
class Announcements {
    @Inject
    PastConversations conversations;

    @Inject
    WorkspaceSettings settings;

    @Inject
    Outbox outbox;

    /** When all that is to be told is kept. */
    @Transactional
    void announce(Material material) {
        WebhookChoice own = WebhookChoice.read(
                AnalysedCalls.member(AnalysedCalls.member(material.platform(), "workspace_overrides"), "webhooks"));
        WebhookChoice choice = own.webhookId().isPresent() ? own : WebhookChoice.read(settings.webhooks());
        choice.webhookId().ifPresent(webhook -> announce(material, webhook, choice));
    }

    private void announce(Material material, String webhook, WebhookChoice choice) {
        String id = material.conversation().id();
        JsonObject whole = conversations.whole(id);
        if (choice.wants(EventType.POST_CALL_TRANSCRIPTION)) {
            JsonObject told = choice.withoutTranscript()
                    ? Json.createObjectBuilder(whole)
                            .add("transcript", JsonValue.EMPTY_JSON_ARRAY)
                            .build()
                    : whole;
            outbox.put(webhook, EventType.POST_CALL_TRANSCRIPTION, id, told);
        }
        if (choice.wants(EventType.POST_CALL_AUDIO) && whole.getBoolean("has_audio")) {
            outbox.put(webhook, EventType.POST_CALL_AUDIO, id, subject(material));
        }
    }

    private static JsonObject subject(Material material) {
        return Json.createObjectBuilder()
                .add("agent_id", material.conversation().agentId())
                .add("conversation_id", material.conversation().id())
                .build();
    }
}
