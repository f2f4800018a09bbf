package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.ActivityNoticed;
import antiphon.call.CallEvent.EndWanted;
import antiphon.call.CallEvent.FrameHeard;
import antiphon.call.CallEvent.HandBackWanted;
import antiphon.call.CallEvent.HearingFailed;
import antiphon.call.CallEvent.LineOpened;
import antiphon.call.CallEvent.NoteMade;
import antiphon.call.CallEvent.SayWanted;
import antiphon.call.CallEvent.TakeOverWanted;
import antiphon.call.CallEvent.TextRead;
import antiphon.call.CallEvent.TimePassed;
import antiphon.call.CallEvent.UtteranceEvent;
import antiphon.call.CallEvent.WordsHeard;
import antiphon.call.ToolBox.Then;
import antiphon.call.TurnDecision.Answer;
import antiphon.call.TurnDecision.Become;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.Interrupt;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.TurnDecision.Nudge;
import antiphon.call.TurnDecision.Settle;
import antiphon.call.TurnDecision.Transfer;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A live call. Whatever happens to it comes through {@link #happen}, one event after another on one thread, so nothing in
 * here is locked and the two switches below are the whole of what a call does.
 *
 * <p>It begins with {@link #run}, speaks its first message or waits to be spoken to, takes turns with the caller, and ends
 * when either side hangs up, the caller stays silent, the time is up, or nobody is left who can hear, think or speak for
 * the agent.
 */
public final class Call {
    private static final Duration TICK = AudioFrame.LENGTH;

    /** What a model reads for a caller who says nothing. */
    private static final String SILENCE = "...";

    private CallPlan plan;
    private final Line line;
    private final InstantSource clock;
    private final Consumer<CallNews> news;
    private final Inbox inbox = new Inbox();
    private final Optional<Hearing> hearing;
    private final TurnTaking turnTaking;
    private final Responding responding;
    private final Dialogue dialogue = new Dialogue();
    private final Deque<String> toSay = new ArrayDeque<>();
    private int turn;
    private Instant now;
    private boolean takenOver;
    private boolean ended;

    /**
     * Opens the ears; nothing is said before {@link #run}.
     *
     * @param news is told on the thread that runs the call
     * @throws SpeechUnavailable when no recognizer has room for this call
     */
    public Call(CallPlan plan, Line line, InstantSource clock, Consumer<CallNews> news) {
        this.plan = plan;
        this.line = line;
        this.clock = clock;
        this.news = news;
        this.now = clock.instant();
        this.hearing = plan.ears().map(ears -> new Hearing(ears, inbox));
        this.turnTaking = new TurnTaking(plan.manners(), this::soundsComplete, now);
        this.responding = new Responding(plan, line, turnTaking, dialogue, new Responding.Channels(inbox, news));
        inbox.accept(new LineOpened());
    }

    /**
     * Lives the call from its first word to its last, on the caller's thread, which should be a virtual one. Does not throw:
     * what nobody foresaw ends the call.
     */
    public void run() {
        try {
            while (!ended) {
                CallEvent event = inbox.next(TICK);
                happen(event, clock.instant());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            end(Cause.SERVER_STOPPED, "the call's thread was stopped");
        } catch (RuntimeException unforeseen) {
            System.getLogger(Call.class.getName()).log(System.Logger.Level.ERROR, "a call broke", unforeseen);
            end(
                    Cause.PROVIDER_FAILED,
                    "the call broke: " + unforeseen.getClass().getSimpleName());
        }
    }

    /** The caller's next 20 ms. Any thread; at most 2 s wait to be heard, beyond which the oldest are dropped. */
    public void hear(AudioFrame frame) {
        inbox.accept(new FrameHeard(frame));
    }

    /** The caller has typed instead of spoken. Any thread. */
    public void read(String words) {
        inbox.accept(new TextRead(words));
    }

    /** The caller is there, though neither speaking nor sending a message: turn time-outs begin anew. Any thread. */
    public void noticeActivity() {
        inbox.accept(new ActivityNoticed());
    }

    /**
     * Something the agent shall know from here on. Any thread.
     *
     * @param id a later note with the same id takes this one's place; empty means it stands by itself
     */
    public void note(String id, String text) {
        inbox.accept(new NoteMade(id, text));
    }

    /** A human takes the agent's place: it falls silent, hears on and answers no more. Any thread. */
    public void takeOver() {
        inbox.accept(new TakeOverWanted());
    }

    /** Says this as the agent, once it has finished what it is saying. Any thread. */
    public void say(String text) {
        inbox.accept(new SayWanted(text));
    }

    /** The agent answers again. It knows what was said in the meantime. Any thread. */
    public void handBack() {
        inbox.accept(new HandBackWanted());
    }

    /** Ends the call. Any thread, any number of times. */
    public void end(CallEnd end) {
        inbox.accept(new EndWanted(end));
    }

    Inbox inbox() {
        return inbox;
    }

    Dialogue dialogue() {
        return dialogue;
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
            case TextRead(String words) -> read(words, true);
            case ActivityNoticed() -> turnTaking.callerIsThere(now);
            case NoteMade(String id, String text) -> dialogue.note(id, text);
            case TakeOverWanted() -> takenOver(true);
            case HandBackWanted() -> takenOver(false);
            case SayWanted(String text) -> {
                toSay.add(text);
                sayNext();
            }
            case TimePassed() -> passTime();
            case EndWanted(CallEnd end) -> end(end.cause(), end.reason());
            case UtteranceEvent of -> carryOut(responding.happen(of, now));
        }
    }

    private void carryOut(TurnDecision decision) {
        switch (decision) {
            case KeepListening() -> {}
            case Settle() -> hearing.ifPresent(Hearing::settle);
            case Interrupt() -> interrupt();
            case Answer(String words) -> read(words, false);
            case Nudge() -> nudge();
            case Become(CallPlan next, var message) -> become(next, message);
            case Transfer(String destination) -> news.accept(new CallNews.TransferWanted(turn, destination));
            case HangUp(CallEnd end) -> end(end.cause(), end.reason());
        }
        sayNext();
    }

    private void begin() {
        responding.getReady();
        if (!plan.firstMessage().isBlank()) {
            turn = 1;
            carryOut(responding.open(turn, plan.firstMessage(), now));
        }
    }

    private void hear(Hearing ears, AudioFrame frame) {
        boolean voice = ears.hear(frame, turnTaking.listens());
        news.accept(new CallNews.VoiceScored(turn, ears.likelihood()));
        carryOut(turnTaking.voice(voice, now));
        carryOut(responding.goOn(now));
    }

    private void heard(Words words) {
        if (!words.settled() && !words.text().isBlank() && turnTaking.listens()) {
            news.accept(new CallNews.UserIsSaying(turn + 1, words.text()));
        }
        carryOut(turnTaking.heard(words, now));
    }

    private void hearOtherwise(Hearing ears, String reason) {
        news.accept(new CallNews.ProviderFailed(turn, ears.provider(), reason));
        if (!ears.turnToNext()) {
            end(Cause.PROVIDER_FAILED, "no speech recognizer could hear: " + reason);
        }
    }

    private void passTime() {
        carryOut(turnTaking.at(now));
        carryOut(responding.goOn(now));
    }

    /** The caller has said or typed something: the agent stops what it is saying and answers. */
    private void read(String words, boolean typed) {
        if (responding.isUnderWay()) {
            interrupt();
        }
        turn++;
        dialogue.userSaid(words);
        turnTaking.callerIsThere(now);
        news.accept(new CallNews.UserSaid(turn, words, typed));
        if (takenOver) {
            return;
        }
        responding.answer(turn, typed ? now : turnTaking.lastVoice(), typed ? now : turnTaking.wordsSettledAt(), now);
    }

    private void nudge() {
        turn++;
        dialogue.userSaid(SILENCE);
        responding.answer(turn, now, now, now);
    }

    private void interrupt() {
        news.accept(new CallNews.AgentInterrupted(turn));
        toSay.clear();
        if (responding.cutOff(now) instanceof Then.Become become) {
            become(become.plan());
        }
    }

    private void become(CallPlan next, Optional<String> message) {
        become(next);
        if (takenOver) {
            return;
        }
        turn++;
        if (message.isPresent()) {
            carryOut(responding.open(turn, message.get(), now));
        } else {
            responding.answer(turn, now, now, now);
        }
    }

    /** From here on another plan holds. */
    private void become(CallPlan next) {
        plan = next.inPlaceOf(plan);
        plan.ears().ifPresent(ears -> hearing.ifPresent(former -> former.become(ears)));
        turnTaking.become(plan.manners());
        responding.become(plan);
        news.accept(new CallNews.PlanChanged(turn, plan));
    }

    private void takenOver(boolean byHuman) {
        if (takenOver == byHuman) {
            return;
        }
        takenOver = byHuman;
        if (byHuman && responding.isUnderWay()) {
            interrupt();
        }
        turnTaking.takenOver(byHuman, now);
        news.accept(byHuman ? new CallNews.TakenOver(turn) : new CallNews.HandedBack(turn));
    }

    private void sayNext() {
        if (!ended && !responding.isUnderWay() && !toSay.isEmpty()) {
            turn++;
            carryOut(responding.open(turn, toSay.remove(), now));
        }
    }

    private void end(Cause cause, String reason) {
        if (ended) {
            return;
        }
        ended = true;
        responding.cutOff(now);
        hearing.ifPresent(Hearing::stop);
        CallEnd end = new CallEnd(cause, reason);
        line.hangUp(end);
        news.accept(new CallNews.CallEnded(turn, end));
    }

    private boolean soundsComplete(String words) {
        return plan.ears()
                .map(ears -> ears.endOfTurn().turnIsOver(words, plan.language()) >= 0.5)
                .orElse(true);
    }
}
