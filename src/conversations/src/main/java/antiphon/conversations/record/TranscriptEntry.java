package antiphon.conversations.record;

import antiphon.agents.redaction.Redaction;
import antiphon.api.Json;
import antiphon.api.StorableJson;
import antiphon.call.Ruling.Breach;
import antiphon.language.Attachment;
import antiphon.language.LanguageModel.Usage;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One entry of a transcript as it stands at a moment; a later one of the same position takes its place.
 *
 * @param position from 0
 * @param turn the number that the events of this turn bear
 * @param message what was said, as far as it was heard; absent when nothing was
 * @param original what an agent that was cut off meant to say
 * @param toolCalls in the contract's shape
 * @param toolResults in the contract's shape
 * @param metrics seconds by name, in the contract's shape
 * @param retrieval what was looked up, in the contract's shape
 * @param speaker which agent says it; absent for callers, and where there is only one agent
 * @param files what a caller showed with it
 * @param guardrails that it triggered, in the contract's shape
 */
public record TranscriptEntry(
        int position,
        int turn,
        Role role,
        int timeInCallSeconds,
        Optional<String> message,
        Optional<String> original,
        boolean interrupted,
        Medium medium,
        JsonArray toolCalls,
        JsonArray toolResults,
        JsonObject metrics,
        Usage usage,
        Optional<TurnFeedback> feedback,
        Optional<Speaker> speaker,
        Optional<JsonObject> retrieval,
        List<Attachment> files,
        JsonArray guardrails) {

    public enum Role {
        USER,
        AGENT
    }

    public enum Medium {
        AUDIO,
        TEXT,
        IMAGE,
        FILE
    }

    /** @param nodeId of the agent's workflow; empty where it has none */
    public record Speaker(String agentId, String nodeId) {}

    /** @param like or else dislike */
    public record TurnFeedback(boolean like, int timeInCallSeconds) {}

    TranscriptEntry saying(Optional<String> said, Optional<String> meant, boolean cutOff, Usage used) {
        Draft draft = new Draft(this);
        draft.message = said;
        draft.original = meant;
        draft.interrupted = cutOff;
        draft.usage = used;
        return draft.entry();
    }

    TranscriptEntry showing(List<Attachment> shown) {
        Draft draft = new Draft(this);
        draft.files = shown;
        return draft.entry();
    }

    TranscriptEntry using(JsonArray calls, JsonArray results) {
        Draft draft = new Draft(this);
        draft.toolCalls = calls;
        draft.toolResults = results;
        return draft.entry();
    }

    TranscriptEntry measured(JsonObject measures) {
        Draft draft = new Draft(this);
        draft.metrics = measures;
        return draft.entry();
    }

    TranscriptEntry judged(Optional<TurnFeedback> judgement) {
        Draft draft = new Draft(this);
        draft.feedback = judgement;
        return draft.entry();
    }

    TranscriptEntry lookingUp(JsonObject lookedUp) {
        Draft draft = new Draft(this);
        draft.retrieval = Optional.of(lookedUp);
        return draft.entry();
    }

    /** Whatever was found once is not found again. */
    TranscriptEntry triggering(List<Breach> breaches) {
        Set<JsonValue> all = new LinkedHashSet<>(guardrails);
        for (Breach breach : breaches) {
            JsonObjectBuilder guardrail = Json.createObjectBuilder().add("guardrail_type", breach.type());
            if (!breach.name().isEmpty()) {
                guardrail.add("guardrail_name", breach.name());
            }
            all.add(guardrail.build());
        }
        JsonArrayBuilder told = Json.createArrayBuilder();
        all.forEach(told::add);
        Draft draft = new Draft(this);
        draft.guardrails = told.build();
        return draft.entry();
    }

    /** What may still change of an entry. */
    private static final class Draft {
        private final TranscriptEntry before;
        private Optional<String> message;
        private Optional<String> original;
        private boolean interrupted;
        private JsonArray toolCalls;
        private JsonArray toolResults;
        private JsonObject metrics;
        private Usage usage;
        private Optional<TurnFeedback> feedback;
        private Optional<JsonObject> retrieval;
        private List<Attachment> files;
        private JsonArray guardrails;

        Draft(TranscriptEntry before) {
            this.before = before;
            message = before.message;
            original = before.original;
            interrupted = before.interrupted;
            toolCalls = before.toolCalls;
            toolResults = before.toolResults;
            metrics = before.metrics;
            usage = before.usage;
            feedback = before.feedback;
            retrieval = before.retrieval;
            files = before.files;
            guardrails = before.guardrails;
        }

        TranscriptEntry entry() {
            return new TranscriptEntry(
                    before.position,
                    before.turn,
                    before.role,
                    before.timeInCallSeconds,
                    message,
                    original,
                    interrupted,
                    before.medium,
                    toolCalls,
                    toolResults,
                    metrics,
                    usage,
                    feedback,
                    before.speaker,
                    retrieval,
                    files,
                    guardrails);
        }
    }

    /** Without what is personal in its words. */
    TranscriptEntry redacted(Redaction redaction) {
        return with(redaction::of, redaction::of);
    }

    /** Without what no database keeps: tools and models may say anything. */
    TranscriptEntry storable() {
        return with(StorableJson::cleaned, StorableJson::cleaned);
    }

    private TranscriptEntry with(UnaryOperator<String> words, UnaryOperator<JsonValue> structure) {
        return new TranscriptEntry(
                position,
                turn,
                role,
                timeInCallSeconds,
                message.map(words),
                original.map(words),
                interrupted,
                medium,
                structure.apply(toolCalls).asJsonArray(),
                structure.apply(toolResults).asJsonArray(),
                metrics,
                usage,
                feedback,
                speaker,
                retrieval.map(found -> structure.apply(found).asJsonObject()),
                files.stream()
                        .map(file -> new Attachment(file.id(), words.apply(file.name()), file.mediaType()))
                        .toList(),
                guardrails);
    }
}
