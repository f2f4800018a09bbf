package antiphon.conversations.history;

import antiphon.api.Json;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import antiphon.conversations.record.Features;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a conversation besides its words, as the contract shows it, but for what goes without saying. Nobody is
 * charged here; what the analysis cost its model is told.
 *
 * @param files whether the caller left any
 * @param analysing the contract's AnalysisCharging
 * @param now for how long a call that lives has been going on
 */
record MetadataDocument(
        Conversation conversation,
        List<ConversationTurn> turns,
        boolean files,
        Optional<JsonObject> analysing,
        Instant now) {
    JsonObject json() {
        JsonObjectBuilder metadata = Json.createObjectBuilder()
                .add("start_time_unix_secs", conversation.startedAt().getEpochSecond())
                .add(
                        "call_duration_secs",
                        Math.max(0, conversation.duration(now).toSeconds()))
                .add("feedback", feedback())
                .add("authorization_method", conversation.authorizationMethod())
                .add("charging", charging())
                .add("termination_reason", conversation.terminationReason())
                .add("main_language", conversation.language())
                .add("text_only", conversation.textOnly())
                .add("features_usage", Features.usage(conversation.features(), turns, files))
                .add("conversation_initiation_source", conversation.source());
        conversation.acceptedAt().ifPresent(at -> metadata.add("accepted_time_unix_secs", at.getEpochSecond()));
        conversation
                .errorCode()
                .ifPresent(code -> metadata.add(
                        "error",
                        Json.createObjectBuilder().add("code", code).add("reason", conversation.terminationReason())));
        TurnDocument.put(metadata, "conversation_initiation_source_version", conversation.sourceVersion());
        return metadata.build();
    }

    private JsonObjectBuilder feedback() {
        JsonObjectBuilder feedback =
                Json.createObjectBuilder().add("likes", conversation.likes()).add("dislikes", conversation.dislikes());
        TurnDocument.put(feedback, "overall_score", conversation.feedbackScore());
        TurnDocument.put(feedback, "comment", conversation.feedbackComment());
        conversation.feedbackRating().ifPresent(rating -> feedback.add("rating", rating));
        Optional<String> type = conversation.feedbackRating().isPresent()
                ? Optional.of("rating")
                : conversation.feedbackScore().map(score -> "thumbs");
        return TurnDocument.put(feedback, "type", type);
    }

    private JsonObjectBuilder charging() {
        JsonObjectBuilder models = Json.createObjectBuilder();
        turns.stream()
                .flatMap(turn -> turn.producingLlm().stream())
                .distinct()
                .forEach(llm -> models.add(llm, tokens(llm)));
        JsonObject usage = Json.createObjectBuilder().add("model_usage", models).build();
        JsonObjectBuilder charging = Json.createObjectBuilder()
                .add(
                        "llm_usage",
                        Json.createObjectBuilder()
                                .add("irreversible_generation", usage)
                                .add("initiated_generation", usage));
        analysing.ifPresent(cost -> charging.add("analysis", cost));
        return charging;
    }

    private JsonObjectBuilder tokens(String llm) {
        List<ConversationTurn> own = turns.stream()
                .filter(turn -> turn.producingLlm().equals(Optional.of(llm)))
                .toList();
        return TurnDocument.tokens(
                own.stream().mapToLong(ConversationTurn::inputTokens).sum(),
                own.stream().mapToLong(ConversationTurn::outputTokens).sum());
    }
}
