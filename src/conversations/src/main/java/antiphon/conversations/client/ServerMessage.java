package antiphon.conversations.client;

import antiphon.api.Json;
import antiphon.call.ToolBox;
import antiphon.language.ToolUse;
import antiphon.speech.SpeechSynthesizer.Timing;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/** The messages of the contract that a server sends, built whole. Any thread. */
public final class ServerMessage {

    private ServerMessage() {}

    static JsonObject metadata(String conversationId, String outputFormat, String inputFormat) {
        return event(
                "conversation_initiation_metadata",
                "conversation_initiation_metadata_event",
                object().add("conversation_id", conversationId)
                        .add("agent_output_audio_format", outputFormat)
                        .add("user_input_audio_format", inputFormat));
    }

    static JsonObject audio(int turn, byte[] sound) {
        return audio(turn, sound, List.of());
    }

    /** @param timings of what begins to be heard in this sound, counted from its beginning; none leaves the key out */
    static JsonObject audio(int turn, byte[] sound, List<Timing> timings) {
        JsonObjectBuilder audio =
                turn(turn).add("audio_base_64", Base64.getEncoder().encodeToString(sound));
        if (!timings.isEmpty()) {
            audio.add("alignment", alignment(timings));
        }
        return event("audio", "audio_event", audio);
    }

    private static JsonObjectBuilder alignment(List<Timing> timings) {
        return object().add(
                        "chars",
                        Json.createArrayBuilder(
                                timings.stream().map(Timing::text).toList()))
                .add(
                        "char_start_times_ms",
                        Json.createArrayBuilder(
                                timings.stream().map(Timing::startMillis).toList()))
                .add(
                        "char_durations_ms",
                        Json.createArrayBuilder(
                                timings.stream().map(Timing::lengthMillis).toList()));
    }

    /** What the speech recognizer might tell of itself; the contract leaves it empty. */
    static JsonObject asrInitiationMetadata() {
        return event("asr_initiation_metadata", "asr_initiation_metadata_event", object());
    }

    static JsonObject userTranscript(int turn, String words) {
        return event("user_transcript", "user_transcription_event", turn(turn).add("user_transcript", words));
    }

    static JsonObject tentativeUserTranscript(int turn, String words) {
        return event(
                "tentative_user_transcript",
                "tentative_user_transcription_event",
                turn(turn).add("user_transcript", words));
    }

    static JsonObject agentResponse(int turn, String text) {
        return event("agent_response", "agent_response_event", turn(turn).add("agent_response", text));
    }

    static JsonObject agentResponseCorrection(int turn, String meant, String heard) {
        return event(
                "agent_response_correction",
                "agent_response_correction_event",
                turn(turn).add("original_agent_response", meant).add("corrected_agent_response", heard));
    }

    /** @param type {@code start}, {@code delta} or {@code stop} */
    static JsonObject chatPart(int turn, String type, String text) {
        return event(
                "agent_chat_response_part",
                "text_response_part",
                turn(turn).add("text", text).add("type", type));
    }

    static JsonObject interruption(int turn) {
        return event("interruption", "interruption_event", turn(turn));
    }

    /** @param likelihood 0 to 1, that the caller is done */
    static JsonObject turnProbability(double likelihood) {
        return event(
                "internal_turn_probability",
                "turn_probability_internal_event",
                object().add("turn_probability", likelihood));
    }

    /** @param text the answer as far as it is known, heard or not */
    static JsonObject tentativeAgentResponse(String text) {
        return event(
                "internal_tentative_agent_response",
                "tentative_agent_response_internal_event",
                object().add("tentative_agent_response", text));
    }

    static JsonObject typing(boolean now) {
        return event(
                "agent_typing",
                "agent_typing_event",
                object().add("is_typing", now).add("duration_ms", JsonValue.NULL));
    }

    /** @param limitTokens what the model takes at least */
    static JsonObject contextUsage(int turn, String model, long tokens, long limitTokens) {
        return event(
                "context_usage",
                "context_usage_event",
                turn(turn).add("model", model).add("context_tokens", tokens).add("context_limit_tokens", limitTokens));
    }

    /** A human takes the agent's place, or leaves it. @param what {@code connected} or {@code disconnected} */
    static JsonObject externalAgent(String what) {
        return event("external_agent_" + what, "external_agent_" + what + "_event", object());
    }

    /** Which guardrail it was, a client is not told. */
    static JsonObject guardrailTriggered() {
        return object().add("type", "guardrail_triggered").build();
    }

    static JsonObject vadScore(double likelihood) {
        return event("vad_score", "vad_score_event", object().add("vad_score", likelihood));
    }

    /** @param latencyMillis of the last ping that was answered; the key is sent even when there is none yet */
    static JsonObject ping(long id, OptionalLong latencyMillis) {
        JsonObjectBuilder ping = object().add("event_id", id);
        if (latencyMillis.isPresent()) {
            ping.add("ping_ms", latencyMillis.getAsLong());
        } else {
            ping.add("ping_ms", JsonValue.NULL);
        }
        return event("ping", "ping_event", ping);
    }

    static JsonObject clientToolCall(int turn, ToolUse use, JsonObject parameters) {
        return event("client_tool_call", "client_tool_call", tool(turn, use).add("parameters", parameters));
    }

    static JsonObject toolRequest(int turn, ToolUse use, String toolType) {
        return event("agent_tool_request", "agent_tool_request", tool(turn, use).add("tool_type", toolType));
    }

    static JsonObject toolResponse(int turn, ToolUse use, String toolType, ToolBox.Answer answer) {
        return event("agent_tool_response", "agent_tool_response", answered(turn, use, toolType, answer));
    }

    static JsonObject toolResponseFull(int turn, ToolUse use, String toolType, ToolBox.Answer answer) {
        return event(
                "agent_tool_response_full_payload",
                "agent_tool_response_full_payload",
                answered(turn, use, toolType, answer)
                        .add("is_blocked", false)
                        .add("full_tool_result", answer.text())
                        .add("truncated", false));
    }

    /** Something that was asked for cannot be done; the conversation goes on. */
    public static JsonObject complaint(String errorType, String message) {
        return error(new Closing(Closing.CALLER_ERROR, errorType, message));
    }

    static JsonObject error(Closing closing) {
        return event(
                "error",
                "error_event",
                object().add("code", closing.code())
                        .add("message", closing.reason())
                        .add("error_type", closing.errorType())
                        .add("reason", closing.reason()));
    }

    private static JsonObjectBuilder answered(int turn, ToolUse use, String toolType, ToolBox.Answer answer) {
        return tool(turn, use)
                .add("tool_type", toolType)
                .add("is_error", answer.error())
                .add("is_called", true);
    }

    private static JsonObjectBuilder tool(int turn, ToolUse use) {
        return turn(turn).add("tool_name", use.tool()).add("tool_call_id", use.id());
    }

    private static JsonObjectBuilder turn(int turn) {
        return object().add("event_id", turn);
    }

    private static JsonObjectBuilder object() {
        return Json.createObjectBuilder();
    }

    private static JsonObject event(String type, String payloadName, JsonObjectBuilder payload) {
        return object().add("type", type).add(payloadName, payload).build();
    }
}
