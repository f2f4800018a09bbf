package antiphon.conversations.monitor;

import antiphon.api.Json;
import antiphon.audio.AudioFrame;
import antiphon.call.TurnTimeline;
import antiphon.conversations.CallProgress.Counts;
import antiphon.conversations.CallProgress.State;
import antiphon.conversations.LiveCall;
import antiphon.conversations.OpenCall;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A live call in JSON: ids, counts and durations, and no word that was spoken. */
final class LiveCallDocument {
    private LiveCallDocument() {}

    static JsonObject of(OpenCall call, Instant now) {
        LiveCall live = call.live();
        State state = live.state();
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("conversation_id", call.conversationId())
                .add("agent_id", live.agentId())
                .add("agent_name", live.agentName())
                .add("source", live.source())
                .add("language", live.language())
                .add("text_only", live.facts().textOnly())
                .add("model", state.model())
                .add("started_at_unix_secs", live.startedAt().getEpochSecond())
                .add(
                        "call_duration_secs",
                        Duration.between(live.startedAt(), now).toMillis() / 1000.0)
                .add("phase", word(state.phase()))
                .add("turn", state.turn())
                .add("turn_of", word(state.turnOf()))
                .add("taken_over", call.isTakenOver())
                .add("monitoring_enabled", live.mayBeMonitored())
                .add("followers", live.followers())
                .add("caller_sound_secs", call.framesHeard() * AudioFrame.LENGTH.toMillis() / 1000.0)
                .add("counts", counts(state.counts()));
        state.lastTurn().ifPresent(times -> document.add("last_turn", lastTurn(times)));
        return document.build();
    }

    private static JsonObjectBuilder counts(Counts counts) {
        return Json.createObjectBuilder()
                .add("user_turns", counts.userTurns())
                .add("agent_turns", counts.agentTurns())
                .add("interruptions", counts.interruptions())
                .add("tool_calls", counts.toolCalls())
                .add("tool_errors", counts.toolErrors())
                .add("provider_failures", counts.providerFailures());
    }

    private static JsonObjectBuilder lastTurn(TurnTimeline times) {
        JsonObjectBuilder turn = Json.createObjectBuilder().add("turn", times.turn());
        add(turn, "voice_to_words_secs", times.voiceEnded(), times.wordsSettled());
        add(turn, "voice_to_decision_secs", times.voiceEnded(), times.turnDecided());
        add(turn, "decision_to_token_secs", times.turnDecided(), times.firstToken());
        add(turn, "decision_to_sentence_secs", times.turnDecided(), times.firstSentence());
        add(turn, "sentence_to_sound_secs", times.firstSentence(), times.firstSound());
        add(turn, "voice_to_sound_secs", times.voiceEnded(), times.firstSound());
        return turn;
    }

    private static void add(JsonObjectBuilder turn, String name, @Nullable Instant from, @Nullable Instant to) {
        Duration time = TurnTimeline.between(from, to);
        if (time != null) {
            turn.add(name, time.toMillis() / 1000.0);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
