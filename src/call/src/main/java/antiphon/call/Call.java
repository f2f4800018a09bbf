package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.ActivityNoticed;
import antiphon.call.CallEvent.EndWanted;
import antiphon.call.CallEvent.FilesShown;
import antiphon.call.CallEvent.FrameHeard;
import antiphon.call.CallEvent.HandBackWanted;
import antiphon.call.CallEvent.LineOpened;
import antiphon.call.CallEvent.NoteMade;
import antiphon.call.CallEvent.SayWanted;
import antiphon.call.CallEvent.TakeOverWanted;
import antiphon.call.CallEvent.TextRead;
import antiphon.language.Attachment;
import antiphon.language.Message;
import antiphon.speech.SpeechUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A live call, as those see it who hold it: what happens goes in by any thread, and is met by {@link #run} on one, an event
 * after another, so nothing in this room is locked. What then comes of it is the {@link Course}.
 *
 * <p>It begins with {@link #run}, speaks its first message or waits to be spoken to, takes turns with the caller, and ends
 * when either side hangs up, the caller stays silent, the time is up, or nobody is left who can hear, think or speak for
 * the agent.
 */
public final class Call {
    private static final Duration TICK = AudioFrame.LENGTH;

    private final InstantSource clock;
    private final Inbox inbox = new Inbox();
    private final Optional<Witness> witness;
    private final Course course;
    private volatile Runnable quiet = () -> {};

    /** Without a journal. */
    public Call(CallPlan plan, Line line, InstantSource clock, Consumer<CallNews> news) {
        this(plan, line, clock, news, CallJournal.NONE);
    }

    /**
     * Opens the ears; nothing is said before {@link #run}.
     *
     * @param news is told on the thread that runs the call
     * @param journal takes down what {@link Replay} needs, on the same thread
     * @throws SpeechUnavailable when no recognizer has room for this call
     */
    public Call(CallPlan plan, Line line, InstantSource clock, Consumer<CallNews> news, CallJournal journal) {
        this.clock = clock;
        Instant now = clock.instant();
        if (journal.equals(CallJournal.NONE)) {
            witness = Optional.empty();
            course = new Course(plan, line, new Outside(inbox, news, next -> next), now);
        } else {
            var watching = new Witness(journal);
            Consumer<CallNews> told = ((Consumer<CallNews>) watching::told).andThen(news);
            witness = Optional.of(watching);
            course = new Course(
                    watching.watch(plan), watching.watch(line), new Outside(inbox, told, watching::watch), now);
            watching.opened(plan, now);
        }
        inbox.accept(new LineOpened());
    }

    /**
     * Lives the call from its first word to its last, on the caller's thread, which should be a virtual one. Does not throw:
     * what nobody foresaw ends the call.
     */
    public void run() {
        try {
            while (!course.ended()) {
                CallEvent event = inbox.next(untilDue());
                happen(event, clock.instant());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            endNow(Cause.SERVER_STOPPED, "the call's thread was stopped");
        } catch (RuntimeException unforeseen) {
            System.getLogger(Call.class.getName()).log(System.Logger.Level.ERROR, "a call broke", unforeseen);
            endNow(Cause.CALL_BROKE, "the call broke: " + unforeseen.getClass().getSimpleName());
        }
    }

    private Duration untilDue() {
        Instant now = clock.instant();
        Instant due = course.due();
        return due.isBefore(now.plus(TICK)) ? Duration.between(now, due) : TICK;
    }

    /** The caller's next 20 ms. Any thread; at most 2 s wait to be heard, beyond which the oldest are dropped. */
    public void hear(AudioFrame frame) {
        inbox.accept(new FrameHeard(frame));
    }

    /** The caller has typed instead of spoken. Any thread. */
    public void read(String words) {
        inbox.accept(new TextRead(words));
    }

    /**
     * The caller shows files. Any thread.
     *
     * @param words typed about them; may be empty
     */
    public void show(List<Attachment> files, String words) {
        inbox.accept(new FilesShown(List.copyOf(files), words));
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

    /**
     * Has it told how far this call is behind. Before {@link #run}.
     *
     * @param listener is told on the call's thread how many nanoseconds each event has waited, before it is met
     */
    public void tellWaits(LongConsumer listener) {
        inbox.tellWaits(listener);
    }

    /**
     * Lets the call go on from what was said before: the agent knows it, and does not say its first message. Before
     * {@link #run}; only in a call without a journal, which would not hold it.
     */
    public void recall(List<Message> earlier) {
        if (witness.isPresent()) {
            throw new IllegalStateException("a journal begins with the call");
        }
        course.recall(earlier);
    }

    /**
     * Has it told when there is nothing more to come by itself. Before {@link #run}.
     *
     * @param listener is told on the call's thread each time something was met and the agent neither thinks nor speaks
     */
    public void tellQuiet(Runnable listener) {
        quiet = listener;
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
        return course.dialogue();
    }

    void happen(CallEvent event, Instant at) {
        if (course.ended()) {
            return;
        }
        try {
            course.happen(event, at);
        } finally {
            witness.ifPresent(watching -> watching.happened(event, at));
        }
        if (course.isQuiet()) {
            quiet.run();
        }
    }

    private void endNow(Cause cause, String reason) {
        happen(new EndWanted(new CallEnd(cause, reason)), clock.instant());
    }
}
