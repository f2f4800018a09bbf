package antiphon.conversations.record;

import antiphon.api.Json;
import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.GuardrailTriggered;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallPlan;
import antiphon.call.Knowledge;
import antiphon.call.TurnTimeline;
import antiphon.call.Watch;
import antiphon.conversations.record.TranscriptEntry.Medium;
import antiphon.conversations.record.TranscriptEntry.Role;
import antiphon.conversations.record.TranscriptEntry.Speaker;
import antiphon.conversations.record.TranscriptEntry.TurnFeedback;
import antiphon.conversations.tools.AgentToolBox;
import antiphon.conversations.tools.ToolLedger;
import antiphon.language.Attachment;
import antiphon.language.LanguageModel.Usage;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said in one call, grown from its news. An agent's turn is one entry, whatever it says and uses in it. Any thread. */
public final class Transcript {
    private record Place(int turn, Role role) {}

    private final Instant start;
    private final InstantSource clock;
    private final boolean textOnly;
    private final ToolLedger ledger;
    private Optional<Speaker> speaker = Optional.empty();
    private List<Attachment> shown = List.of();
    private final Map<Place, TranscriptEntry> entries = new HashMap<>();
    private final Map<String, Instant> toolsWantedAt = new HashMap<>();

    /** @param ledger what the tools did beside answering */
    public Transcript(Instant start, InstantSource clock, boolean textOnly, ToolLedger ledger) {
        this.start = start;
        this.clock = clock;
        this.textOnly = textOnly;
        this.ledger = ledger;
    }

    /** From here on this plan's agent speaks. */
    public synchronized void speaks(CallPlan plan) {
        if (plan.mind().toolBox() instanceof AgentToolBox tools) {
            speaker = Optional.of(new Speaker(tools.agentId(), tools.nodeId()));
        }
    }

    /** The entry that this news changed or began, if it did. */
    public synchronized Optional<TranscriptEntry> hear(CallNews news) {
        return switch (news) {
            case UserSaid said ->
                keep(begin(said.turn(), Role.USER, medium(said))
                        .showing(shownWithIt())
                        .saying(Optional.of(said.words()), Optional.empty(), false, Usage.UNKNOWN));
            case AgentResponded said ->
                said.text().isEmpty()
                        ? Optional.empty()
                        : keep(agent(said.turn())
                                .saying(Optional.of(said.text()), Optional.empty(), false, Usage.UNKNOWN));
            case AgentSaid said -> agentSaid(said);
            case ToolWanted wanted -> keep(toolWanted(wanted));
            case ToolAnswered answered -> keep(toolAnswered(answered));
            case TurnMeasured measured ->
                existing(measured.turn()).flatMap(entry -> keep(entry.measured(metrics(measured.timeline()))));
            case CallNews.UserShowed showed -> {
                shown = showed.files();
                yield Optional.empty();
            }
            case CallNews.VoiceScored other -> Optional.empty();
            case CallNews.TurnJudged other -> Optional.empty();
            case CallNews.UserIsSaying other -> Optional.empty();
            case CallNews.AgentBegan other -> Optional.empty();
            case CallNews.AgentTextGrew other -> Optional.empty();
            case CallNews.AgentInterrupted other -> Optional.empty();
            case CallNews.PlanChanged changed -> {
                speaks(changed.plan());
                yield Optional.empty();
            }
            case CallNews.KnowledgeFound found -> keep(agent(found.turn()).lookingUp(lookedUp(found.retrieval())));
            case CallNews.GuardrailTriggered triggered -> Optional.of(triggered(triggered));
            case CallNews.TransferWanted other -> Optional.empty();
            case CallNews.TakenOver other -> Optional.empty();
            case CallNews.HandedBack other -> Optional.empty();
            case CallNews.ProviderFailed other -> Optional.empty();
            case CallNews.CallEnded other -> Optional.empty();
        };
    }

    /** What the caller thinks of the agent's turn; empty takes an earlier judgement back. */
    synchronized Optional<TranscriptEntry> judge(int turn, Optional<Boolean> like) {
        return existing(turn).flatMap(entry -> keep(entry.judged(like.map(yes -> new TurnFeedback(yes, seconds())))));
    }

    synchronized int size() {
        return entries.size();
    }

    private Medium medium(UserSaid said) {
        if (!said.typed()) {
            return Medium.AUDIO;
        }
        if (shown.isEmpty() || !said.words().isBlank()) {
            return Medium.TEXT;
        }
        return shown.stream().allMatch(file -> file.mediaType().startsWith("image/")) ? Medium.IMAGE : Medium.FILE;
    }

    private List<Attachment> shownWithIt() {
        List<Attachment> files = shown;
        shown = List.of();
        return files;
    }

    private Optional<TranscriptEntry> agentSaid(AgentSaid said) {
        if (said.text().isEmpty() && existing(said.turn()).isEmpty()) {
            return Optional.empty();
        }
        boolean changed = said.cutOff() && !said.heard().equals(said.text());
        String heard = said.cutOff() ? said.heard() : said.text();
        return keep(agent(said.turn())
                .saying(
                        Optional.of(heard).filter(words -> !words.isEmpty()),
                        changed ? Optional.of(said.text()) : Optional.empty(),
                        said.cutOff(),
                        said.usage()));
    }

    /** What the caller said stands in the transcript already; what the agent was about to say may never. */
    private TranscriptEntry triggered(GuardrailTriggered triggered) {
        TranscriptEntry said = triggered.whose() == Watch.Subject.CALLER
                ? entries.getOrDefault(new Place(triggered.turn(), Role.USER), agent(triggered.turn()))
                : agent(triggered.turn());
        TranscriptEntry told = said.triggering(triggered.breaches());
        entries.put(new Place(told.turn(), told.role()), told);
        return told;
    }

    private TranscriptEntry toolWanted(ToolWanted wanted) {
        TranscriptEntry entry = agent(wanted.turn());
        toolsWantedAt.put(wanted.use().id(), clock.instant());
        JsonObject call = Json.createObjectBuilder()
                .add("type", toolType(wanted.use().tool()))
                .add("request_id", wanted.use().id())
                .add("tool_name", wanted.use().tool())
                .add("params_as_json", wanted.use().argumentsJson())
                .add("tool_has_been_called", true)
                .add("tool_details", JsonValue.NULL)
                .build();
        return entry.using(with(entry.toolCalls(), call), entry.toolResults());
    }

    private TranscriptEntry toolAnswered(ToolAnswered answered) {
        TranscriptEntry entry = agent(answered.turn());
        String id = answered.use().id();
        Instant now = clock.instant();
        Instant wanted = toolsWantedAt.getOrDefault(id, now);
        Optional<ToolLedger.Entry> noted = ledger.entry(id);
        JsonObjectBuilder result = Json.createObjectBuilder()
                .add(
                        "type",
                        noted.map(ToolLedger.Entry::type)
                                .orElseGet(() -> toolType(answered.use().tool())))
                .add("request_id", id)
                .add("tool_name", answered.use().tool())
                .add("result_value", answered.answer().text())
                .add("is_error", answered.answer().error())
                .add("is_blocked", false)
                .add("tool_has_been_called", true)
                .add("tool_latency_secs", Duration.between(wanted, now).toMillis() / 1000.0)
                .add("error_type", noted.map(ToolLedger.Entry::errorType).orElse(""))
                .add("raw_error_message", "")
                .add(
                        "dynamic_variable_updates",
                        noted.map(ToolLedger.Entry::updates).orElse(JsonValue.EMPTY_JSON_ARRAY));
        noted.flatMap(ToolLedger.Entry::result).ifPresent(made -> result.add("result", made));
        return entry.using(detailed(entry.toolCalls(), id, noted), with(entry.toolResults(), result.build()));
    }

    /** The calls, of which the one with this id is told more of. */
    private static JsonArray detailed(JsonArray calls, String id, Optional<ToolLedger.Entry> noted) {
        Optional<JsonObject> details = noted.flatMap(ToolLedger.Entry::details);
        if (details.isEmpty()) {
            return calls;
        }
        JsonArrayBuilder told = Json.createArrayBuilder();
        calls.forEach(call -> told.add(
                call.asJsonObject().getString("request_id", "").equals(id)
                        ? Json.createObjectBuilder(call.asJsonObject())
                                .add("tool_details", details.get())
                                .build()
                        : call));
        return told.build();
    }

    private String toolType(String tool) {
        return ledger.types().getOrDefault(tool, "client");
    }

    private Optional<TranscriptEntry> existing(int turn) {
        return Optional.ofNullable(entries.get(new Place(turn, Role.AGENT)));
    }

    private TranscriptEntry agent(int turn) {
        return existing(turn).orElseGet(() -> begin(turn, Role.AGENT, textOnly ? Medium.TEXT : Medium.AUDIO));
    }

    private TranscriptEntry begin(int turn, Role role, Medium medium) {
        return new TranscriptEntry(
                entries.size(),
                turn,
                role,
                seconds(),
                Optional.empty(),
                Optional.empty(),
                false,
                medium,
                JsonValue.EMPTY_JSON_ARRAY,
                JsonValue.EMPTY_JSON_ARRAY,
                JsonValue.EMPTY_JSON_OBJECT,
                Usage.UNKNOWN,
                Optional.empty(),
                role == Role.AGENT ? speaker : Optional.empty(),
                Optional.empty(),
                List.of(),
                JsonValue.EMPTY_JSON_ARRAY);
    }

    private Optional<TranscriptEntry> keep(TranscriptEntry entry) {
        Place place = new Place(entry.turn(), entry.role());
        TranscriptEntry before = entries.get(place);
        // Whatever a caller says twice within one turn is one entry more, not a better version of the first.
        if (entry.role() == Role.USER && before != null) {
            entries.put(new Place(-entries.size(), Role.USER), before);
        }
        entries.put(place, entry);
        return Optional.of(entry);
    }

    private int seconds() {
        return (int) Duration.between(start, clock.instant()).toSeconds();
    }

    private static JsonArray with(JsonArray array, JsonObject last) {
        return Json.createArrayBuilder(array).add(last).build();
    }

    /** The contract's RagRetrievalInfo. */
    private static JsonObject lookedUp(Knowledge.Retrieval retrieval) {
        JsonArrayBuilder chunks = Json.createArrayBuilder();
        JsonArrayBuilder ids = Json.createArrayBuilder();
        retrieval.passages().forEach(passage -> {
            chunks.add(Json.createObjectBuilder()
                    .add("document_id", passage.documentId())
                    .add("chunk_id", passage.passageId())
                    .add("vector_distance", passage.distance()));
            ids.add(passage.passageId());
        });
        return Json.createObjectBuilder()
                .add("chunks", chunks)
                .add("embedding_model", retrieval.model())
                .add("retrieval_query", retrieval.query())
                .add("rag_latency_secs", retrieval.took().toMillis() / 1000.0)
                .add("used_chunk_ids", ids)
                .build();
    }

    private static JsonObject metrics(TurnTimeline times) {
        JsonObjectBuilder metrics = Json.createObjectBuilder();
        add(metrics, "convai_asr_trailing_service_latency", times.voiceEnded(), times.wordsSettled());
        add(metrics, "convai_turn_decision_latency", times.voiceEnded(), times.turnDecided());
        add(metrics, "convai_llm_service_ttfb", times.turnDecided(), times.firstToken());
        add(metrics, "convai_llm_service_ttf_sentence", times.turnDecided(), times.firstSentence());
        add(metrics, "convai_tts_service_ttfb", times.firstSentence(), times.firstSound());
        add(metrics, "convai_total_latency", times.voiceEnded(), times.firstSound());
        // The contract has no word for what comes after it.
        add(metrics, "antiphon_sending_latency", times.firstSound(), times.firstSoundSent());
        add(metrics, "antiphon_total_latency_sent", times.voiceEnded(), times.firstSoundSent());
        return metrics.build();
    }

    private static void add(JsonObjectBuilder metrics, String name, @Nullable Instant from, @Nullable Instant to) {
        Duration time = TurnTimeline.between(from, to);
        if (time != null) {
            metrics.add(name, Json.createObjectBuilder().add("elapsed_time", time.toMillis() / 1000.0));
        }
    }
}
