package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.ReplyEvent;
import antiphon.call.CallEvent.ReplyFailed;
import antiphon.call.CallEvent.ReplyFinished;
import antiphon.call.CallEvent.ReplyGrew;
import antiphon.call.CallEvent.RulingCame;
import antiphon.call.CallEvent.ToolWanted;
import antiphon.call.CallPlan.Guards;
import antiphon.call.GuardrailJudge.Judging;
import antiphon.call.GuardrailJudge.Matter;
import antiphon.call.Ruling.Breach;
import antiphon.call.TurnDecision.AnswerAgain;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.Watch.Consequence.EndCall;
import antiphon.call.Watch.Consequence.Retry;
import antiphon.call.Watch.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What watches over the words of a call: the caller's once they were said, the model's while they are being said, or before,
 * where something must not be heard. What is held back is unheard and undone until it was judged. Lives on the call's thread.
 */
final class Guarding {
    /** A model that goes on breaking the rules is stopped here. */
    static final int RETRIES_AT_MOST = 2;

    private static final KeepListening KEEP_LISTENING = new KeepListening();
    private static final String REASON = "{{trigger_reason}}";

    private final Consumer<CallEvent> call;
    private final Consumer<CallNews> news;
    private final Dialogue dialogue;
    private final Map<Integer, Question> open = new LinkedHashMap<>();
    private final Map<Watch, Integer> judged = new HashMap<>();
    private final List<ReplyEvent> held = new ArrayList<>();
    private final StringBuilder answer = new StringBuilder();
    private Guards guards = Guards.NONE;
    private List<Watch> ofCaller = List.of();
    private List<Watch> ofAgent = List.of();
    private Sentences sentences;
    private int sentencesEnd;
    private int released;
    private boolean whole;
    private int turn;
    private int retries;
    private int asked;

    /** @param to how much of the answer it is about, in characters; 0 for what the caller said */
    private record Question(Watch watch, int turn, int to, Judging judging) {
        boolean isHeldFor() {
            return to > 0 && watch.holds();
        }
    }

    Guarding(CallPlan plan, Dialogue dialogue, Outside outside) {
        this.sentences = new Sentences(plan.language());
        this.dialogue = dialogue;
        this.call = outside.call();
        this.news = outside.news();
        watch(plan.mind().guards());
    }

    private void watch(Guards other) {
        guards = other;
        ofCaller = other.of(Subject.CALLER);
        ofAgent = other.of(Subject.AGENT);
    }

    /** Other things are watched from the next words on. What is being judged is judged to its end. */
    void become(CallPlan next) {
        watch(next.mind().guards());
        sentences = new Sentences(next.language());
    }

    /** The caller has said this, which the dialogue holds already. */
    void callerSaid(int ofTurn, String words) {
        if (!words.isBlank()) {
            ofCaller.forEach(watch -> ask(watch, ofTurn, 0, words));
        }
    }

    /** The model begins to answer. */
    void begin(int ofTurn) {
        beginAgain(ofTurn);
        retries = 0;
    }

    /** The model begins to answer in place of an answer that was thrown away. */
    void beginAgain(int ofTurn) {
        stop();
        turn = ofTurn;
    }

    /**
     * The model goes on.
     *
     * @return what of it may be said and done now
     */
    List<ReplyEvent> pass(ReplyEvent event) {
        if (ofAgent.isEmpty()) {
            return List.of(event);
        }
        if (whole && !held.isEmpty()) {
            return List.of();
        }
        switch (event) {
            case ReplyGrew(int number, String piece) -> grew(piece);
            case ToolWanted wanted -> {}
            case ReplyFinished finished -> whole = true;
            case ReplyFailed failed -> {
                whole = true;
                throwAway();
            }
        }
        if (!holds() || event instanceof ReplyFailed) {
            askAboutAnswer();
            return List.of(event);
        }
        held.add(event);
        if (whole) {
            askAboutAnswer();
        }
        return release();
    }

    /** What was held back and may be said and done now. */
    List<ReplyEvent> release() {
        if (!whole || open.values().stream().anyMatch(question -> question.turn() == turn && question.isHeldFor())) {
            return List.of();
        }
        List<ReplyEvent> passed = List.copyOf(held);
        held.clear();
        released = answer.length();
        return passed;
    }

    /** What a ruling asks for. */
    TurnDecision ruled(RulingCame event) {
        Question question = open.remove(event.asked());
        if (question == null) {
            return KEEP_LISTENING;
        }
        return switch (event.ruling()) {
            case Ruling.Passed() -> goOn();
            case Ruling.Unknown(String judge, String why) -> {
                news.accept(new CallNews.ProviderFailed(question.turn(), judge, why));
                yield goOn();
            }
            case Ruling.Broken(List<Breach> breaches) -> {
                news.accept(new CallNews.GuardrailTriggered(
                        question.turn(), question.watch().subject(), breaches));
                yield switch (question.watch().consequence()) {
                    case EndCall() -> hangUp();
                    case Retry(String feedback) -> again(question.turn(), feedback, breaches);
                };
            }
        };
    }

    /** Whether something is being judged that may still change the call's course. */
    boolean waits() {
        return !open.isEmpty();
    }

    /** The answer is of no use, or over. What was heard of it stays under judgement, but is not asked for again. */
    void stop() {
        cancelUnheard();
        held.clear();
        judged.clear();
        answer.setLength(0);
        sentences.rest();
        sentencesEnd = 0;
        released = 0;
        whole = false;
        turn = 0;
    }

    /** The call is over. */
    void end() {
        stop();
        cancelAll(question -> true);
    }

    private void cancelUnheard() {
        if (!held.isEmpty()) {
            cancelAll(question -> question.turn() == turn && question.to() > released);
        }
    }

    private void cancelAll(Predicate<Question> which) {
        open.values().stream()
                .filter(which)
                .forEach(question -> question.judging().cancel());
        open.values().removeIf(which);
    }

    private void grew(String piece) {
        whole = false;
        answer.append(piece);
        sentences.add(piece).forEach(sentence -> sentencesEnd += sentence.length());
    }

    /** The model failed: another will say something else. */
    private void throwAway() {
        if (!held.isEmpty()) {
            held.clear();
            answer.setLength(released);
            sentences.rest();
            sentencesEnd = released;
        }
    }

    private boolean holds() {
        return ofAgent.stream().anyMatch(Watch::holds);
    }

    private TurnDecision goOn() {
        if (turn != 0 && (whole || !holds())) {
            askAboutAnswer();
        }
        return KEEP_LISTENING;
    }

    private void askAboutAnswer() {
        for (Watch watch : ofAgent) {
            int known = whole ? answer.length() : watch.wholeOnly() ? 0 : sentencesEnd;
            int before = judged.getOrDefault(watch, 0);
            if (known > before
                    && !isOpen(watch)
                    && !answer.substring(before, known).isBlank()) {
                judged.put(watch, known);
                ask(watch, turn, known, answer.substring(0, known));
            }
        }
    }

    private boolean isOpen(Watch watch) {
        return open.values().stream()
                .anyMatch(
                        question -> question.turn() == turn && question.watch().equals(watch));
    }

    private void ask(Watch watch, int ofTurn, int to, String words) {
        int number = ++asked;
        open.put(number, new Question(watch, ofTurn, to, Judging.NONE));
        Judging judging = guards.judge()
                .judge(
                        watch,
                        new Matter(dialogue.messages(), words),
                        ruling -> call.accept(new RulingCame(number, ruling)));
        open.put(number, new Question(watch, ofTurn, to, judging));
    }

    /** Where the dialogue has moved on meanwhile there is nothing to be answered again. */
    private TurnDecision again(int ofTurn, String feedback, List<Breach> breaches) {
        if (ofTurn != turn) {
            return KEEP_LISTENING;
        }
        if (retries == RETRIES_AT_MOST) {
            return hangUp();
        }
        retries++;
        String reasons = breaches.stream().map(Breach::reason).distinct().collect(Collectors.joining(", "));
        return new AnswerAgain(feedback.replace(REASON, reasons));
    }

    private static TurnDecision hangUp() {
        return new HangUp(new CallEnd(Cause.GUARDRAIL_TRIGGERED, "a guardrail ended the call"));
    }
}
