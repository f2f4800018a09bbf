package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechUnavailable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hears what the script says, when it is asked to settle. */
final class FakeRecognizer implements SpeechRecognizer {
    private final String name;
    private String words = "";
    private @Nullable Listener listener;
    boolean full;
    boolean deaf;
    boolean open;
    int voicedFrames;
    int openings;

    FakeRecognizer(String name) {
        this.name = name;
    }

    void willHear(String next) {
        words = next;
    }

    void says(Words heard) {
        listener().heard(heard);
    }

    void fails() {
        listener().failed(new SpeechFailure(name, "hearing", "the connection broke", true));
    }

    Listener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, List.of());
    }

    @Override
    public Recognition open(Request request, Listener told) {
        if (full) {
            throw new SpeechUnavailable("no room");
        }
        listener = told;
        open = true;
        openings++;
        int opening = openings;
        return new Recognition() {
            @Override
            public void hear(AudioFrame frame, boolean voice) {
                voicedFrames += voice ? 1 : 0;
            }

            @Override
            public void settle() {
                if (!deaf) {
                    told.heard(Words.settled(words));
                    words = "";
                }
            }

            @Override
            public void close() {
                open &= opening != openings;
            }
        };
    }
}
