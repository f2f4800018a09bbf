package antiphon.simulation.travel;

import antiphon.api.Refusal;
import antiphon.conversations.OpeningRefused;
import antiphon.conversations.TextCalls;
import antiphon.conversations.TextCalls.Subject;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import antiphon.conversations.record.Conversations;
import antiphon.simulation.travel.Outcome.Failed;
import antiphon.simulation.travel.Outcome.Skipped;
import antiphon.simulation.travel.Outcome.Spent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Puts a past conversation to a version of an agent, and has both judged. Any thread; blocks while models think. */
@ApplicationScoped
class Replays {
    @Inject
    Conversations conversations;

    @Inject
    TextCalls calls;

    @Inject
    PairedJudging judging;

    /**
     * Holds no connection to the database while models think.
     *
     * @param goesOn asked before each turn: whether somebody still wants to know
     * @return empty where nobody does any more
     */
    Optional<Outcome> replay(Subject agent, String conversationId, BooleanSupplier goesOn) throws InterruptedException {
        RecordedCall recorded;
        try {
            Conversation conversation = conversations.find(conversationId);
            List<ConversationTurn> turns = conversations.turns(conversationId);
            Optional<String> obstacle = RecordedCall.obstacle(conversation, turns);
            if (obstacle.isPresent()) {
                return Optional.of(new Skipped(obstacle.get()));
            }
            recorded = RecordedCall.of(conversation, turns);
        } catch (Refusal.NotFound gone) {
            return Optional.of(new Skipped("This conversation was deleted."));
        }
        Meter judged = new Meter();
        Replay replay = new Replay(recorded, agent, calls);
        try {
            if (!replay.run(goesOn)) {
                return Optional.empty();
            }
            return Optional.of(replay.outcome(
                    judging.judge(
                            agent.document(),
                            replay.recordedEvidence(),
                            replay.replayedEvidence(),
                            recorded.callersWords(),
                            judged),
                    judged.cost()));
        } catch (OpeningRefused refused) {
            return Optional.of(new Failed(refused.message(), spent(replay, judged)));
        } catch (Refusal refused) {
            return Optional.of(new Failed(refused.message(), spent(replay, judged)));
        } catch (Replay.Unanswered unanswered) {
            return Optional.of(new Failed(unanswered.why(), spent(replay, judged)));
        }
    }

    private static Spent spent(Replay replay, Meter judged) {
        return new Spent(replay.recordedCost(), replay.replayedCost(), judged.cost());
    }
}
