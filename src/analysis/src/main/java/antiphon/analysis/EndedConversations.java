package antiphon.analysis;

import antiphon.analysis.AnalysesUnderWay.Begun;
import antiphon.conversations.record.PostCalls;
import antiphon.conversations.record.PostCalls.Claim;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Step 1 of the job: claims conversations that ended, a chunk of them at a time, and has them analysed from then on. The rows
 * are the checkpoint: what was claimed and is not finished when a chunk is begun anew is given back, and read once more.
 */
@Named("endedConversations")
@Dependent
public class EndedConversations extends AbstractItemReader {
    /** As many as a chunk holds; so many models are asked at once for each who reads. */
    static final int AT_ONCE = 20;

    /** Who finds work for longer goes home, so that the next sweep begins with all hands again. */
    static final Duration SHIFT = Duration.ofSeconds(30);

    private final String worker = "worker_" + UUID.randomUUID();
    private final Queue<Begun> begun = new ArrayDeque<>();
    private Instant end = Instant.MIN;

    @Inject
    PostCalls postCalls;

    @Inject
    PostCallWorkers workers;

    @Inject
    AnalysesUnderWay analyses;

    @Inject
    InstantSource clock;

    @Override
    public void open(@Nullable Serializable checkpoint) {
        giveBack();
        workers.begins(worker);
        end = clock.instant().plus(SHIFT);
    }

    @Override
    public @Nullable Begun readItem() {
        if (begun.isEmpty() && clock.instant().isBefore(end)) {
            List<Claim> claims = postCalls.claim(worker, AT_ONCE);
            if (!claims.isEmpty()) {
                begun.addAll(analyses.begin(claims));
            }
        }
        return begun.poll();
    }

    @Override
    public void close() {
        workers.ends(worker);
        giveBack();
    }

    private void giveBack() {
        List<String> untouched =
                begun.stream().map(each -> each.claim().conversationId()).toList();
        begun.forEach(each -> each.analysed().cancel(true));
        begun.clear();
        postCalls.release(worker, untouched);
    }
}
