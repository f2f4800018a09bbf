package antiphon.conversations.record;

import antiphon.agents.redaction.Redaction;
import antiphon.call.CallNews;
import antiphon.call.CallNews.CallEnded;
import antiphon.conversations.recordings.CallRecording;
import java.time.InstantSource;
import java.util.Optional;

/** Has what is said in one call kept, as it is said. Blocks nobody: what it hears is written by another thread. */
public final class ConversationRecorder {
    private final String conversationId;
    private final Transcript transcript;
    private final RecordQueue queue;
    private final Optional<CallRecording> recording;
    private final InstantSource clock;
    private String llm;
    private Redaction redaction = Redaction.NONE;
    private boolean ended;

    public ConversationRecorder(
            ConversationStart start,
            Transcript transcript,
            RecordQueue queue,
            Optional<CallRecording> recording,
            InstantSource clock) {
        this.conversationId = start.id();
        this.llm = start.llm();
        this.transcript = transcript;
        this.queue = queue;
        this.recording = recording;
        this.clock = clock;
    }

    /** What this takes out of words is never written; to be said before anything is heard. */
    public ConversationRecorder redacting(Redaction wanted) {
        redaction = wanted;
        return this;
    }

    public synchronized void hear(CallNews news) {
        if (news instanceof CallNews.PlanChanged changed) {
            llm = changed.plan().mind().model().name();
        }
        transcript.hear(news).ifPresent(this::keep);
        if (news instanceof CallEnded last && !ended) {
            ended = true;
            queue.ended(conversationId, last.end(), clock.instant());
            recording.ifPresent(CallRecording::end);
        }
    }

    public void judge(int turn, Optional<Boolean> like) {
        transcript.judge(turn, like).ifPresent(this::keep);
    }

    private void keep(TranscriptEntry entry) {
        queue.turn(new RecordBatch.Turn(conversationId, entry, llm, redaction));
    }
}
