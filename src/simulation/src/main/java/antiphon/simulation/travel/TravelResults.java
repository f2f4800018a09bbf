package antiphon.simulation.travel;

import antiphon.simulation.judging.Verdict;
import antiphon.simulation.travel.Outcome.Replayed;
import antiphon.simulation.travel.Outcome.Skipped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The rows of what came of conversations. */
@ApplicationScoped
class TravelResults {
    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    /**
     * What may be kept: nothing where the words went meanwhile. They cannot go any more before this transaction ends; they are
     * held before anything else, in their order, as by whoever deletes them, so that neither waits for the other for ever.
     */
    @Transactional(TxType.MANDATORY)
    Outcome possible(Work work, Outcome outcome) {
        if (!(outcome instanceof Replayed)) {
            return outcome;
        }
        boolean there = !entities.createNativeQuery("select position from conversation_turn where conversation_id = ?1"
                        + " order by position for key share")
                .setParameter(1, work.conversationId())
                .getResultList()
                .isEmpty();
        return there ? outcome : new Skipped("What was said in this conversation was deleted while it was replayed.");
    }

    /** Everything beside how it ended. */
    @Transactional(TxType.MANDATORY)
    void write(Work work, Outcome outcome) {
        costs(work, outcome.spent());
        if (outcome instanceof Replayed replayed) {
            replayed(work, replayed);
            int first = replayed.turns().stream()
                    .flatMap(turn -> turn.recorded().turns().stream())
                    .mapToInt(turn -> turn.position())
                    .min()
                    .orElse(0);
            replayed.turns().forEach(turn -> turn(work, turn, first));
            replayed.verdicts().forEach(verdict -> verdict(work, verdict));
        }
    }

    private void costs(Work work, Outcome.Spent spent) {
        entities.createNativeQuery("""
                        update time_travel_item set recorded_input = ?3, recorded_output = ?4,
                            recorded_price = cast(?5 as numeric), replayed_input = ?6, replayed_output = ?7,
                            replayed_price = cast(?8 as numeric), judging_input = ?9, judging_output = ?10,
                            judging_price = cast(?11 as numeric)
                        where time_travel_id = ?1 and conversation_id = ?2
                        """)
                .setParameter(1, work.travelId())
                .setParameter(2, work.conversationId())
                .setParameter(3, spent.recorded().inputTokens())
                .setParameter(4, spent.recorded().outputTokens())
                .setParameter(5, price(spent.recorded()))
                .setParameter(6, spent.replayed().inputTokens())
                .setParameter(7, spent.replayed().outputTokens())
                .setParameter(8, price(spent.replayed()))
                .setParameter(9, spent.judging().inputTokens())
                .setParameter(10, spent.judging().outputTokens())
                .setParameter(11, price(spent.judging()))
                .executeUpdate();
    }

    private static @Nullable String price(Cost cost) {
        return cost.price().map(BigDecimal::toPlainString).orElse(null);
    }

    private void replayed(Work work, Replayed replayed) {
        entities.createNativeQuery("update time_travel_item set turns = ?3, turns_changed = ?4, cut_short = ?5"
                        + " where time_travel_id = ?1 and conversation_id = ?2")
                .setParameter(1, work.travelId())
                .setParameter(2, work.conversationId())
                .setParameter(3, replayed.turns().size())
                .setParameter(4, (int)
                        replayed.turns().stream().filter(ReplayedTurn::changed).count())
                .setParameter(5, replayed.cutShort().orElse(null))
                .executeUpdate();
    }

    /** @param first where the record begins, which an answer to nothing stands before */
    private void turn(Work work, ReplayedTurn turn, int first) {
        boolean recorded = !turn.recorded().turns().isEmpty();
        int from = recorded ? turn.recorded().turns().getFirst().position() : first;
        int to = recorded ? turn.recorded().turns().getLast().position() : first - 1;
        entities.createNativeQuery("insert into time_travel_turn (time_travel_id, conversation_id, number, position,"
                        + " last_position, words_changed, tools_changed, replayed)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                .setParameter(1, work.travelId())
                .setParameter(2, work.conversationId())
                .setParameter(3, turn.recorded().number())
                .setParameter(4, from)
                .setParameter(5, to)
                .setParameter(6, turn.wordsChanged())
                .setParameter(7, turn.toolsChanged())
                .setParameter(8, turn.asKept().toString())
                .executeUpdate();
    }

    private void verdict(Work work, PairedVerdict verdict) {
        entities.createNativeQuery("insert into time_travel_verdict (time_travel_id, conversation_id, criterion_id,"
                        + " recorded, replayed, recorded_why, replayed_why, recorded_score, replayed_score)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as integer), cast(?9 as integer))")
                .setParameter(1, work.travelId())
                .setParameter(2, work.conversationId())
                .setParameter(3, verdict.criterionId())
                .setParameter(4, verdict.recorded().result().wireName())
                .setParameter(5, verdict.replayed().result().wireName())
                .setParameter(6, verdict.recorded().rationale())
                .setParameter(7, verdict.replayed().rationale())
                .setParameter(8, score(verdict.recorded()))
                .setParameter(9, score(verdict.replayed()))
                .executeUpdate();
    }

    private static @Nullable String score(Verdict verdict) {
        return verdict.score() < 0 ? null : String.valueOf(verdict.score());
    }
}
