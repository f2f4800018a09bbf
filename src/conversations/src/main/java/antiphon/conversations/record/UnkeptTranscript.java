package antiphon.conversations.record;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.call.CallNews;
import antiphon.call.CallPlan;
import antiphon.conversations.tools.ToolLedger;
import antiphon.language.LanguageModel.Usage;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** What is said in a call of text whose record nobody keeps. One thread at a time. */
public final class UnkeptTranscript {
    private record Kept(TranscriptEntry entry, String llm) {}

    private final Transcript transcript;
    private final TreeMap<Integer, Kept> entries = new TreeMap<>();
    private String llm;

    public UnkeptTranscript(CallPlan plan, ToolLedger ledger, InstantSource clock) {
        transcript = new Transcript(clock.instant(), clock, true, ledger);
        transcript.speaks(plan);
        llm = plan.mind().model().name();
    }

    public void hear(CallNews news) {
        if (news instanceof CallNews.PlanChanged changed) {
            llm = changed.plan().mind().model().name();
        }
        transcript.hear(news).ifPresent(entry -> entries.put(entry.position(), new Kept(entry, llm)));
    }

    /** The contract's ConversationHistoryTranscriptResponseModel of each entry. */
    public List<JsonObject> entries() {
        return entries.values().stream().map(UnkeptTranscript::asJson).toList();
    }

    private static JsonObject asJson(Kept kept) {
        TranscriptEntry entry = kept.entry();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("role", entry.role().name().toLowerCase(Locale.ROOT))
                .add("time_in_call_secs", entry.timeInCallSeconds())
                .add("tool_calls", entry.toolCalls())
                .add("tool_results", entry.toolResults())
                .add("interrupted", entry.interrupted())
                .add("source_medium", entry.medium().name().toLowerCase(Locale.ROOT))
                .add("source_event_id", entry.turn())
                .add("triggered_guardrails", entry.guardrails());
        put(json, "message", entry.message());
        put(json, "original_message", entry.original());
        entry.speaker().ifPresent(speaker -> json.add("agent_metadata", speaker(speaker)));
        if (entry.role() == TranscriptEntry.Role.AGENT) {
            json.add("conversation_turn_metrics", Json.createObjectBuilder().add("metrics", entry.metrics()));
            json.add("producing_llm", kept.llm());
            usage(kept.llm(), entry.usage()).ifPresent(usage -> json.add("llm_usage", usage));
        }
        return Contract.stated().complete("ConversationHistoryTranscriptResponseModel", json.build());
    }

    private static JsonObjectBuilder speaker(TranscriptEntry.Speaker speaker) {
        JsonObjectBuilder metadata = Json.createObjectBuilder().add("agent_id", speaker.agentId());
        put(metadata, "workflow_node_id", Optional.of(speaker.nodeId()).filter(node -> !node.isEmpty()));
        return metadata;
    }

    /** Prices are nobody's to say here. */
    private static Optional<JsonObjectBuilder> usage(String llm, Usage usage) {
        if (usage.inputTokens() + usage.outputTokens() == 0) {
            return Optional.empty();
        }
        JsonObjectBuilder tokens = Json.createObjectBuilder()
                .add("input", tokens(usage.inputTokens()))
                .add("output_total", tokens(usage.outputTokens()));
        return Optional.of(Json.createObjectBuilder()
                .add("model_usage", Json.createObjectBuilder().add(llm, tokens)));
    }

    private static JsonObjectBuilder tokens(long count) {
        return Json.createObjectBuilder().add("tokens", count).add("price", 0);
    }

    private static JsonObjectBuilder put(JsonObjectBuilder json, String name, Optional<String> text) {
        return text.isPresent() ? json.add(name, text.get()) : json.addNull(name);
    }
}
