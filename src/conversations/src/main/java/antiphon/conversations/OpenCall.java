package antiphon.conversations;

import antiphon.audio.AudioFrame;
import antiphon.call.Call;
import antiphon.call.CallEnd;
import antiphon.conversations.recordings.CallRecording;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.McpTools;
import java.util.Optional;

/** A call that lives, as its caller's side sees it. Any thread; nothing blocks. */
public final class OpenCall {
    private final String conversationId;
    private final String agentId;
    private final Call call;
    private final ConversationRecorder record;
    private final Optional<CallRecording> recording;
    private final ClientTools clientTools;
    private final McpTools mcpTools;

    OpenCall(
            String conversationId,
            String agentId,
            Call call,
            ConversationRecorder record,
            Optional<CallRecording> recording,
            CallPlans.LineTools tools) {
        this.conversationId = conversationId;
        this.agentId = agentId;
        this.call = call;
        this.record = record;
        this.recording = recording;
        this.clientTools = tools.client();
        this.mcpTools = tools.mcp();
    }

    public String conversationId() {
        return conversationId;
    }

    String agentId() {
        return agentId;
    }

    public void hear(AudioFrame frame) {
        recording.ifPresent(sound -> sound.caller(frame));
        call.hear(frame);
    }

    public void read(String words) {
        call.read(words);
    }

    public void noticeActivity() {
        call.noticeActivity();
    }

    public void note(String id, String text) {
        call.note(id, text);
    }

    /** The client's application has used a tool it was asked to. */
    public void toolAnswered(String toolCallId, String result, boolean error) {
        clientTools.answered(toolCallId, result, error);
    }

    /** The client says whether a tool of an MCP server may be used. */
    public void toolApproved(String toolCallId, boolean approved) {
        call.noticeActivity();
        mcpTools.approved(toolCallId, approved);
    }

    /** What the caller thinks of what the agent said in this turn; empty takes it back. */
    public void judge(int turn, Optional<Boolean> like) {
        record.judge(turn, like);
    }

    public void end(CallEnd end) {
        call.end(end);
    }
}
