package antiphon.conversations.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Blobs that grow on this server's disk and are moved into a bucket once they are complete. What the disk holds and nobody
 * here lets grow is complete, so that whatever a process left behind is moved by the next one. A move that failed, or that
 * ended with the process, is done again from its beginning.
 */
final class SpooledBlobs implements BlobStore {
    private static final Logger LOG = System.getLogger(SpooledBlobs.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_A_ROUND = 200;

    private final DirectoryBlobs spool;
    private final S3Bucket bucket;
    private final InstantSource clock;
    private final Semaphore places;
    private final ExecutorService movers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("blob-mover-", 0).factory());
    private final Set<String> growing = ConcurrentHashMap.newKeySet();
    private Instant notBefore = Instant.MIN;
    private Duration pause = FIRST_PAUSE;

    SpooledBlobs(DirectoryBlobs spool, S3Bucket bucket, int movesAtOnce, InstantSource clock) {
        this.spool = spool;
        this.bucket = bucket;
        this.clock = clock;
        this.places = new Semaphore(movesAtOnce);
    }

    @Override
    public void append(String name, byte[] more) throws IOException {
        growing.add(name);
        spool.append(name, more);
    }

    @Override
    public void complete(String name) {
        growing.remove(name);
    }

    @Override
    public boolean exists(String name) throws IOException {
        return spool.exists(name) || bucket.exists(name);
    }

    @Override
    public long length(String name) throws IOException {
        try {
            return spool.length(name);
        } catch (NoSuchFileException moved) {
            return bucket.length(name);
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        try {
            return spool.read(name);
        } catch (NoSuchFileException moved) {
            return bucket.read(name);
        }
    }

    @Override
    public InputStream read(String name, long from, long length) throws IOException {
        try {
            return spool.read(name, from, length);
        } catch (NoSuchFileException moved) {
            return bucket.read(name, from, length);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        growing.remove(name);
        spool.delete(name);
        bucket.delete(name);
    }

    @Override
    public synchronized void settle() {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        try {
            AtomicBoolean away = new AtomicBoolean();
            List<Callable<Void>> moves = spool.names().stream()
                    .filter(name -> !growing.contains(name))
                    .limit(MOST_A_ROUND)
                    .<Callable<Void>>map(name -> () -> moveInTurn(name, away))
                    .toList();
            for (Future<Void> move : movers.invokeAll(moves)) {
                move.get();
            }
            pause = FIRST_PAUSE;
        } catch (IOException | ExecutionException failed) {
            LOG.log(
                    Level.WARNING,
                    "Blobs stay on this disk for now; the bucket will be tried again in " + pause,
                    failed);
            notBefore = clock.instant().plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Spares a bucket that is away the rest of the round. */
    private @Nullable Void moveInTurn(String name, AtomicBoolean away) throws IOException, InterruptedException {
        places.acquire();
        try {
            if (!away.get()) {
                move(name);
            }
            return null;
        } catch (IOException | RuntimeException failed) {
            away.set(true);
            throw failed;
        } finally {
            places.release();
        }
    }

    private void move(String name) throws IOException {
        try {
            bucket.put(name, spool.file(name));
        } catch (IOException | RuntimeException failed) {
            if (!spool.exists(name)) {
                return;
            }
            throw failed;
        }
        // Whoever deleted it meanwhile found nothing in the bucket yet.
        if (!spool.exists(name)) {
            bucket.delete(name);
        }
        spool.delete(name);
    }

    @Override
    public void close() {
        movers.shutdownNow();
        bucket.close();
    }
}
