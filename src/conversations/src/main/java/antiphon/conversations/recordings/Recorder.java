package antiphon.conversations.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the sound of all open calls to their files, a little at a time. {@link #write} belongs to one thread. */
public final class Recorder {
    /** How often {@link #write} wants to be called: what a crash may lose of the sound. */
    public static final Duration BETWEEN_WRITES = Duration.ofMillis(400);

    private static final Logger LOG = System.getLogger(Recorder.class.getName());
    private static final Duration BEHIND = Duration.ofMillis(100);

    private final RecordingFiles files;
    private final InstantSource clock;
    private final Map<String, CallRecording> open = new ConcurrentHashMap<>();

    public Recorder(RecordingFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    public CallRecording begin(String conversationId) {
        CallRecording recording = new CallRecording(conversationId, clock);
        open.put(conversationId, recording);
        return recording;
    }

    /** Brings every open call's file up to date and closes those that ended. */
    public void write() {
        open.values().forEach(this::write);
    }

    private void write(CallRecording recording) {
        boolean last = recording.ended();
        byte[] sound = recording.take(BEHIND);
        if (sound.length > 0) {
            try (OutputStream file = files.append(recording.conversationId())) {
                file.write(sound);
            } catch (IOException full) {
                LOG.log(Level.ERROR, "The sound of a call cannot be written; the call goes on without", full);
                last = true;
            }
        }
        if (last) {
            open.remove(recording.conversationId());
        }
    }
}
