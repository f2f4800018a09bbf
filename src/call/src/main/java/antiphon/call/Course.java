package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.ActivityNoticed;
import antiphon.call.CallEvent.AgentEvent;
import antiphon.call.CallEvent.EndWanted;
import antiphon.call.CallEvent.FilesShown;
import antiphon.call.CallEvent.FrameHeard;
import antiphon.call.CallEvent.HandBackWanted;
import antiphon.call.CallEvent.HearingFailed;
import antiphon.call.CallEvent.LineOpened;
import antiphon.call.CallEvent.NoteMade;
import antiphon.call.CallEvent.SayWanted;
import antiphon.call.CallEvent.TakeOverWanted;
import antiphon.call.CallEvent.TextRead;
import antiphon.call.CallEvent.TimePassed;
import antiphon.call.CallEvent.WordsHeard;
import antiphon.call.Recovering.Remedy;
import antiphon.call.ToolBox.Then;
import antiphon.call.TurnDecision.Answer;
import antiphon.call.TurnDecision.AnswerAgain;
import antiphon.call.TurnDecision.Become;
import antiphon.call.TurnDecision.Forget;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.Interrupt;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.TurnDecision.Nudge;
import antiphon.call.TurnDecision.Settle;
import antiphon.call.TurnDecision.Speculate;
import antiphon.call.TurnDecision.Transfer;
import antiphon.language.Attachment;
import antiphon.language.Message;
import antiphon.speech.SpeechRecognizer.Words;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The course of a call: the two switches below are the whole of what it does. It is told what happens, one event after
 * another, and never asks for the time. Lives on the call's thread.
 */
final class Course {
    private final Line line;
    private final Outside outside;
    private final Consumer<CallNews> news;
    private final Optional<Hearing> hearing;
    private final TurnTaking turnTaking;
    private final Responding responding;
    private final Dialogue dialogue = new Dialogue();
    private final Judgement judgement = new Judgement();
    private final Deque<String> toSay = new ArrayDeque<>();
    private CallPlan plan;
    private int turn;
    private Instant now;
    private boolean takenOver;
    private boolean recalls;
    private boolean ended;

    Course(CallPlan plan, Line line, Outside outside, Instant now) {
        this.plan = plan;
        this.line = line;
        this.outside = outside;
        this.news = outside.news();
        this.now = now;
        this.hearing = plan.ears().map(ears -> new Hearing(ears, outside.call()));
        this.turnTaking = new TurnTaking(plan.manners(), this::soundsComplete, now);
        this.responding = new Responding(plan, line, turnTaking, dialogue, outside);
    }

    boolean ended() {
        return ended;
    }

    /** When time alone will decide something, at the latest. */
    Instant due() {
        return turnTaking.due();
    }

    Dialogue dialogue() {
        return dialogue;
    }

    void recall(List<Message> earlier) {
        dialogue.recall(earlier);
        recalls = true;
    }

    /** Whether the agent neither thinks nor speaks, nor is about to, whatever is found out of what was said. */
    boolean isQuiet() {
        return !responding.isBusy() && toSay.isEmpty();
    }

    void happen(CallEvent event, Instant at) {
        if (ended) {
            return;
        }
        now = at;
        switch (event) {
            case LineOpened() -> begin();
            case FrameHeard(AudioFrame frame) -> hearing.ifPresent(ears -> hear(ears, frame));
            case WordsHeard(int ear, Words words) ->
                hearing.filter(ears -> ears.isCurrent(ear)).ifPresent(ears -> heard(words));
            case HearingFailed(int ear, var failure) ->
                hearing.filter(ears -> ears.isCurrent(ear)).ifPresent(ears -> hearOtherwise(ears, failure.reason()));
            case TextRead(String words) -> read(words, true, List.of());
            case FilesShown(List<Attachment> files, String words) -> read(words, true, files);
            case ActivityNoticed() -> turnTaking.callerIsThere(now);
            case NoteMade(String id, String text) -> dialogue.note(id, text);
            case TakeOverWanted() -> takenOver(true);
            case HandBackWanted() -> takenOver(false);
            case SayWanted(String text) -> toSay.add(text);
            case TimePassed() -> passTime();
            case EndWanted(CallEnd end) -> end(end);
            case AgentEvent of -> carryOut(responding.happen(of, now));
        }
        sayNext();
    }

    private void carryOut(TurnDecision decision) {
        switch (decision) {
            case KeepListening() -> {}
            case Settle() -> hearing.ifPresent(Hearing::settle);
            case Speculate(String words) -> speculate(words);
            case Forget() -> responding.forget();
            case Interrupt() -> interrupt();
            case Answer(String words) -> read(words, false, List.of());
            case AnswerAgain(String feedback) -> answerAgain(feedback);
            case Nudge() -> nudge();
            case Become(CallPlan next, var message) -> become(next, message);
            case Transfer(String destination) -> news.accept(new CallNews.TransferWanted(turn, destination));
            case HangUp(CallEnd end, String lastWords) -> leave(end, lastWords);
        }
    }

    private void begin() {
        responding.getReady();
        if (!plan.firstMessage().isBlank() && !recalls) {
            turn = 1;
            boolean interruptible = plan.manners().interruptions().firstMessage();
            carryOut(responding.open(turn, plan.firstMessage(), interruptible, now));
        }
    }

    private void hear(Hearing ears, AudioFrame frame) {
        boolean voice = ears.hear(frame, turnTaking.listens());
        news.accept(new CallNews.VoiceScored(turn, ears.likelihood()));
        carryOut(turnTaking.voice(voice, ears.lag(), now));
        goOn();
    }

    private void heard(Words words) {
        if (!words.settled() && !words.text().isBlank() && turnTaking.listens()) {
            news.accept(new CallNews.UserIsSaying(turn + 1, words.text()));
        }
        carryOut(turnTaking.heard(words, now));
    }

    private void hearOtherwise(Hearing ears, String reason) {
        String provider = ears.provider();
        news.accept(new CallNews.ProviderFailed(turn, provider, reason));
        if (ears.recover() == Remedy.APOLOGISE) {
            leave(
                    new CallEnd(Cause.RECOGNIZER_FAILED, "no speech recognizer could hear: " + reason, provider),
                    plan.manners().patience().apology());
        }
    }

    private void passTime() {
        carryOut(turnTaking.at(now));
        goOn();
    }

    private void goOn() {
        if (!ended) {
            carryOut(responding.goOn(now));
        }
    }

    private void speculate(String words) {
        if (!takenOver) {
            responding.speculate(words, now);
        }
    }

    /** The caller has said, typed or shown something: the agent stops what it is saying and answers. */
    private void read(String words, boolean typed, List<Attachment> files) {
        if (responding.isLast()) {
            return;
        }
        if (responding.isUnderWay()) {
            interrupt();
        }
        turn++;
        if (!files.isEmpty()) {
            dialogue.userShowed(files, plan.mind().mostFiles());
            news.accept(new CallNews.UserShowed(turn, files));
        }
        dialogue.userSaid(words);
        turnTaking.callerIsThere(now);
        news.accept(new CallNews.UserSaid(turn, words, typed));
        if (!takenOver) {
            responding.heard(turn, words);
            Instant lastVoice = typed ? now : turnTaking.lastVoice();
            carryOut(responding.answer(turn, lastVoice, typed ? now : turnTaking.wordsSettledAt(), now));
        }
    }

    private void nudge() {
        turn++;
        dialogue.userWasSilent();
        carryOut(responding.answer(turn, now, now, now));
    }

    private void interrupt() {
        news.accept(new CallNews.AgentInterrupted(turn));
        toSay.clear();
        if (responding.cutOff(now) instanceof Then.Become(CallPlan next, var message)) {
            become(next);
        }
    }

    /** What a client was sent ahead of an answer that is thrown away shall not be heard either. */
    private void answerAgain(String feedback) {
        if (takenOver || responding.isLast()) {
            return;
        }
        if (responding.hasWords()) {
            news.accept(new CallNews.AgentInterrupted(turn));
        }
        if (responding.cutOff(now) instanceof Then.Become(CallPlan next, var message)) {
            become(next);
        }
        turn++;
        carryOut(responding.answerAgain(turn, feedback, now));
    }

    private void become(CallPlan next, Optional<String> message) {
        become(next);
        if (!takenOver) {
            turn++;
            carryOut(
                    message.isPresent()
                            ? responding.open(turn, message.get(), true, now)
                            : responding.answer(turn, now, now, now));
        }
    }

    /** From here on another plan holds. */
    private void become(CallPlan next) {
        plan = outside.plans().apply(next).inPlaceOf(plan);
        plan.ears().ifPresent(ears -> hearing.ifPresent(former -> former.become(ears)));
        turnTaking.become(plan.manners());
        responding.become(plan);
        judgement.forget();
        news.accept(new CallNews.PlanChanged(turn, plan));
    }

    private void takenOver(boolean byHuman) {
        if (takenOver == byHuman || responding.isLast()) {
            return;
        }
        takenOver = byHuman;
        responding.forget();
        if (byHuman && responding.isUnderWay()) {
            interrupt();
        }
        turnTaking.takenOver(byHuman, now);
        news.accept(byHuman ? new CallNews.TakenOver(turn) : new CallNews.HandedBack(turn));
    }

    private void sayNext() {
        while (!ended && !responding.isUnderWay() && !toSay.isEmpty()) {
            turn++;
            carryOut(responding.open(turn, toSay.remove(), true, now));
        }
    }

    /** Ends the call, once the last words were heard. Whoever is saying last words already finishes them. */
    private void leave(CallEnd end, String lastWords) {
        if (lastWords.isBlank()) {
            end(end);
        } else if (!responding.isLast()) {
            if (responding.isUnderWay()) {
                interrupt();
            }
            turn++;
            carryOut(responding.sayLast(turn, lastWords, end, now));
        }
    }

    private void end(CallEnd end) {
        if (!ended) {
            ended = true;
            responding.end(now);
            hearing.ifPresent(Hearing::stop);
            line.hangUp(end);
            news.accept(new CallNews.CallEnded(turn, end));
        }
    }

    private boolean soundsComplete(String words) {
        return hearing.map(ears -> judgement.of(words, said -> judged(ears, said)) >= 0.5)
                .orElse(true);
    }

    private double judged(Hearing ears, String words) {
        double likelihood = ears.isTurnOver(words, plan.language());
        news.accept(new CallNews.TurnJudged(turn + 1, likelihood));
        return likelihood;
    }
}
