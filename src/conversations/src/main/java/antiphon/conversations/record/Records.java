package antiphon.conversations.record;

import antiphon.api.PublicId;
import antiphon.conversations.blobs.BlobSettings;
import antiphon.conversations.blobs.BlobStore;
import antiphon.conversations.blobs.BlobStores;
import antiphon.conversations.recordings.Recorder;
import antiphon.conversations.recordings.Recordings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Writes down what happens in the open calls, on threads of its own: what is said within {@link #BETWEEN_COMMITS}, in one
 * transaction for all calls, and what is heard a moment later. Says every few seconds that this
 * server lives, and ends the records of servers that do not.
 */
@ApplicationScoped
public class Records {
    static final Duration BETWEEN_COMMITS = Duration.ofMillis(200);
    private static final Duration BETWEEN_MOVES = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Records.class.getName());

    @Inject
    Config config;

    @Inject
    Conversations conversations;

    @Inject
    ServerLeases leases;

    @Inject
    InstantSource clock;

    @Resource
    ManagedThreadFactory threads;

    private final AtomicBoolean begun = new AtomicBoolean();
    private final RecordQueue queue = new RecordQueue();
    private final CountDownLatch stop = new CountDownLatch(1);
    private ConversationSettings settings = ConversationSettings.read(key -> Optional.empty());
    private ServerIdentity server;
    private Recorder recorder;
    private Recordings recordings;
    private BlobStore blobs;

    @SuppressWarnings("NullAway.Init") // begin() does
    protected Records() {}

    @PostConstruct
    void begin() {
        Function<String, Optional<String>> lookup = key -> config.getOptionalValue(key, String.class);
        settings = ConversationSettings.read(lookup);
        server = ServerIdentity.started(settings.serverName());
        blobs = BlobStores.open(BlobSettings.read(lookup), settings.recordings(), clock);
        recorder = new Recorder(blobs, new SteadyClock(clock));
        recordings = new Recordings(blobs, recorder);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        every(BETWEEN_COMMITS, "conversation-records", this::commit);
        every(Recorder.BETWEEN_WRITES, "conversation-sound", recorder::write);
        every(BETWEEN_MOVES, "conversation-blobs", blobs::settle);
        every(ServerLeases.RENEWED_EVERY, "server-lease", this::renewLease);
    }

    private void every(Duration pause, String name, Runnable work) {
        Thread thread = threads.newThread(() -> {
            boolean stopped = false;
            while (!stopped) {
                try {
                    work.run();
                    stopped = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException interrupted) {
                    return;
                } catch (RuntimeException failed) {
                    LOG.log(Level.ERROR, "Something failed on the thread " + name + "; it goes on", failed);
                }
            }
        });
        thread.setName(name);
        thread.start();
    }

    /** Keeps what waits. Tries again next time when the database cannot be reached. */
    synchronized void commit() {
        RecordBatch batch = queue.take();
        if (batch.isEmpty()) {
            return;
        }
        try {
            conversations.keep(batch);
        } catch (RuntimeException failed) {
            queue.giveBack(batch);
            LOG.log(
                    Level.WARNING,
                    "Turns could not be kept and will be tried again: "
                            + batch.turns().size(),
                    failed);
            pause();
        }
    }

    /** A database that is away need not be asked five times a second. */
    private void pause() {
        try {
            stop.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewLease() {
        leases.renew(server);
        int ended = leases.endAbandoned(server);
        if (ended > 0) {
            LOG.log(Level.WARNING, "Conversations whose server is gone were marked as failed: {0}", ended);
        }
    }

    @PreDestroy
    void end() {
        stop.countDown();
        flush();
        blobs.close();
    }

    /** Writes down all that is known now. */
    public void flush() {
        commit();
        recorder.write();
    }

    public RecordQueue queue() {
        return queue;
    }

    public Recorder recorder() {
        return recorder;
    }

    public Recordings recordings() {
        return recordings;
    }

    /** Whether a conversation can be heard. A bucket that does not answer is believed to hold what was put there. */
    public boolean isHeard(Conversation conversation) {
        try {
            return conversation.voiceRecorded()
                    && !conversation.soundGone()
                    && recordings().hasSound(conversation.id());
        } catch (IOException away) {
            LOG.log(Level.WARNING, "The place of the recordings does not answer", away);
            return true;
        }
    }

    /** Where sound, journals and files lie. */
    public BlobStore blobs() {
        return blobs;
    }

    public ServerIdentity server() {
        return server;
    }

    public ConversationSettings settings() {
        return settings;
    }

    /** Where clients reach this server, as far as that is configured; empty otherwise. */
    public String publicUrl() {
        return settings.publicUrl().map(URI::toString).orElse("");
    }

    public String freshId() {
        return PublicId.fresh("conv_");
    }
}
