package antiphon.conversations;

import antiphon.audio.AudioFrame;
import antiphon.call.Call;
import antiphon.call.CallEnd;
import antiphon.conversations.record.ConversationRecorder;
import antiphon.conversations.recordings.CallRecording;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.McpTools;
import antiphon.language.Attachment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** A call that lives, as its caller's side sees it. Any thread; nothing blocks but what says so. */
public final class OpenCall {
    private final String conversationId;
    private final String agentId;
    private final Call call;
    private final ConversationRecorder record;
    private final Optional<CallRecording> recording;
    private final ClientTools clientTools;
    private final LiveCall live;
    private final Function<List<String>, List<Attachment>> files;
    private final LongAdder framesHeard = new LongAdder();
    private volatile boolean takenOver;
    private final McpTools mcpTools;

    OpenCall(
            String conversationId,
            String agentId,
            Call call,
            ConversationRecorder record,
            Optional<CallRecording> recording,
            CallPlans.LineTools tools,
            LiveCall live,
            Function<List<String>, List<Attachment>> files) {
        this.conversationId = conversationId;
        this.agentId = agentId;
        this.call = call;
        this.record = record;
        this.recording = recording;
        this.clientTools = tools.client();
        this.mcpTools = tools.mcp();
        this.live = live;
        this.files = files;
    }

    public String conversationId() {
        return conversationId;
    }

    String agentId() {
        return agentId;
    }

    /** The call as it looks from outside. */
    public LiveCall live() {
        return live;
    }

    /** How much of the caller's sound has come, in frames. */
    public long framesHeard() {
        return framesHeard.sum();
    }

    public void hear(AudioFrame frame) {
        framesHeard.increment();
        recording.ifPresent(sound -> sound.caller(frame));
        call.hear(frame);
    }

    public void read(String words) {
        call.read(words);
    }

    /** Those of these files that were left in this conversation. Blocks, unlike all else here. */
    public List<Attachment> filesLeft(List<String> ids) {
        return files.apply(ids);
    }

    /** @param words typed about the files; may be empty */
    public void show(List<Attachment> files, String words) {
        call.show(files, words);
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

    /** A human takes the agent's place until {@link #handBack}. */
    public void takeOver() {
        takenOver = true;
        call.takeOver();
    }

    public void handBack() {
        takenOver = false;
        call.handBack();
    }

    public boolean isTakenOver() {
        return takenOver;
    }

    /** Says, or writes, this in the agent's place. */
    public void say(String text) {
        call.say(text);
    }

    public void end(CallEnd end) {
        call.end(end);
    }
}
