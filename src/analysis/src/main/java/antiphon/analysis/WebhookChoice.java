package antiphon.analysis;

import antiphon.analysis.delivery.EventType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which webhook is told of what; the contract's ConvAIWebhooks. Who chose no events is told of transcripts, and of sound
 * where he once asked for it by {@code send_audio}.
 *
 * @param events in the contract's words
 */
record WebhookChoice(Optional<String> webhookId, Set<String> events, boolean withoutTranscript) {
    WebhookChoice {
        events = Set.copyOf(events);
    }

    static WebhookChoice read(JsonObject settings) {
        Optional<String> webhook = settings.get("post_call_webhook_id") instanceof JsonString id
                        && !id.getString().isEmpty()
                ? Optional.of(id.getString())
                : Optional.empty();
        Set<String> events = new LinkedHashSet<>();
        if (settings.get("events") instanceof JsonArray list && !list.isEmpty()) {
            list.getValuesAs(JsonString.class).forEach(event -> events.add(event.getString()));
        } else {
            events.add(EventType.POST_CALL_TRANSCRIPTION.selection());
        }
        if (flag(settings, "send_audio")) {
            events.add(EventType.POST_CALL_AUDIO.selection());
        }
        return new WebhookChoice(webhook, events, flag(settings, "exclude_transcript"));
    }

    private static boolean flag(JsonObject settings, String name) {
        return JsonValue.TRUE.equals(settings.get(name));
    }

    boolean wants(EventType type) {
        return events.contains(type.selection());
    }
}
