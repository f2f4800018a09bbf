package antiphon.speech.embedded;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The mouth that comes with the house: one English voice, made on this machine's processors. Needs the library of
 * embedded engines.
 *
 * <p>A text is spoken clause by clause by a few workers. Whoever has had a clause made stands at the end of the queue
 * for the next one, so no long text keeps another call silent. Beyond a bound, new texts are refused. The voice is
 * loaded by the first worker that needs it: {@link #warmUp} does that beforehand.
 */
public final class EmbeddedSynthesizer implements SpeechSynthesizer, AutoCloseable {
    public static final String NAME = "embedded";

    private static final Capabilities ENGLISH = new Capabilities(true, List.of("en"));
    /** Short: whoever starts the server waits for it. */
    private static final String FIRST_WORD = "Hello.";

    private static final List<String> WARM_UP = List.of(
            "Hello, this is a sentence that nobody is going to hear.",
            "Could you tell me, please, whether it would be at nine thirty on Thursday morning, or at ten?");
    private static final int WARM_UP_ROUNDS = 5;

    private final ExecutorService workers;
    private final Semaphore room;
    private final Supplier<ClauseVoice> voice;

    public EmbeddedSynthesizer(EmbeddedSynthesizerSettings settings) {
        this(settings, MaryClauseVoice::new);
    }

    EmbeddedSynthesizer(EmbeddedSynthesizerSettings settings, Supplier<ClauseVoice> load) {
        workers = Executors.newFixedThreadPool(
                settings.workers(),
                Thread.ofPlatform().daemon().name("embedded-voice-", 0).factory());
        room = new Semaphore(settings.waiting());
        voice = new OnceLoaded(load);
    }

    /** Whether the library of embedded engines is there. A production server may leave it out. */
    public static boolean isPresent() {
        try {
            Class.forName("antiphon.engines.MaryVoice");
            Class.forName(
                    "marytts.LocalMaryInterface",
                    false,
                    Class.forName("antiphon.engines.MaryVoice").getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return ENGLISH;
    }

    @Override
    public Synthesis speak(Request request, Listener listener) {
        if (!ENGLISH.speaks(request.language())) {
            return refused(listener, "it speaks English only", false);
        }
        if (!room.tryAcquire()) {
            return refused(listener, "too many sentences are waiting to be spoken", true);
        }
        ClauseByClause synthesis = new ClauseByClause(request, listener, voice, room::release);
        queue(synthesis);
        return synthesis;
    }

    /**
     * Loads the voice and says one word, heard by nobody.
     *
     * @return done when the voice can speak; exceptionally when there is none
     */
    public CompletableFuture<Void> warmUp() {
        return CompletableFuture.runAsync(() -> speakToNobody(FIRST_WORD), workers);
    }

    /**
     * Lets one worker speak for a few seconds, until the JVM has compiled what speaking needs; whoever calls meanwhile is
     * served by the others.
     */
    public void practise() {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (int round = 1; round < WARM_UP_ROUNDS; round++) {
            for (String sentence : WARM_UP) {
                last = last.thenRunAsync(() -> speakToNobody(sentence), workers);
            }
        }
    }

    /** Stops all speech. Sentences not yet finished end as failed. */
    @Override
    public void close() {
        for (Runnable waiting : workers.shutdownNow()) {
            if (waiting instanceof Turn turn) {
                turn.synthesis.fail("the voice is shutting down", false);
            }
        }
    }

    private void queue(ClauseByClause synthesis) {
        try {
            workers.execute(new Turn(synthesis));
        } catch (RejectedExecutionException closed) {
            synthesis.fail("the voice is shutting down", false);
        }
    }

    private void speakToNobody(String sentence) {
        for (Clause clause : Clause.cut(voice.get().aloud(sentence))) {
            voice.get().speak(clause, 1, samples -> !Thread.currentThread().isInterrupted());
        }
    }

    private static Synthesis refused(Listener listener, String reason, boolean retryable) {
        listener.failed(new SpeechFailure(NAME, "speak a sentence", reason, retryable));
        return () -> {};
    }

    /** One clause's worth of a worker's time. */
    private final class Turn implements Runnable {
        private final ClauseByClause synthesis;

        Turn(ClauseByClause synthesis) {
            this.synthesis = synthesis;
        }

        @Override
        public void run() {
            if (synthesis.speakNextClause()) {
                queue(synthesis);
            }
        }
    }

    /** Loads the voice when it is first asked for; a voice that could not be loaded is tried again the next time. */
    private static final class OnceLoaded implements Supplier<ClauseVoice> {
        private final Supplier<ClauseVoice> load;
        private volatile @Nullable ClauseVoice loaded;

        OnceLoaded(Supplier<ClauseVoice> load) {
            this.load = load;
        }

        @Override
        public ClauseVoice get() {
            ClauseVoice voice = loaded;
            return voice == null ? getOrLoad() : voice;
        }

        private synchronized ClauseVoice getOrLoad() {
            ClauseVoice voice = loaded;
            if (voice == null) {
                voice = load.get();
                loaded = voice;
            }
            return voice;
        }
    }
}
