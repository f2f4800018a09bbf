package antiphon.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechSynthesizer.Voice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusedSpeechTest {
    private static final SpeechFailure BROKEN = new SpeechFailure("shaky", "working", "the connection broke", true);

    private final List<SpeechFailure> failures = new ArrayList<>();

    @Test
    void a_voice_that_fails_too_often_is_not_asked_for_a_while() {
        List<SpeechSynthesizer.Listener> asked = new ArrayList<>();
        var voice = new FusedSynthesizer(new SpeechSynthesizer() {
            @Override
            public String name() {
                return "shaky";
            }

            @Override
            public Capabilities capabilities() {
                return new Capabilities(true, List.of());
            }

            @Override
            public Synthesis speak(Request request, Listener listener) {
                asked.add(listener);
                listener.failed(BROKEN);
                return () -> {};
            }
        });
        for (int sentence = 0; sentence < 5; sentence++) {
            voice.speak(new SpeechSynthesizer.Request("Hello.", "en", Voice.DEFAULT), new Mouth());
        }
        assertEquals(3, asked.size());
        assertEquals(5, failures.size());
    }

    @Test
    void an_ear_that_fails_too_often_has_no_room_for_a_while() {
        var ear = new FusedRecognizer(new SpeechRecognizer() {
            @Override
            public String name() {
                return "shaky";
            }

            @Override
            public Capabilities capabilities() {
                return new Capabilities(true, List.of());
            }

            @Override
            public Recognition open(Request request, Listener listener) {
                listener.failed(BROKEN);
                return new Nothing();
            }
        });
        var request = new SpeechRecognizer.Request("en", List.of(), List.of(), false);
        for (int call = 0; call < 3; call++) {
            ear.open(request, new Ear()).close();
        }
        assertThrows(SpeechUnavailable.class, () -> ear.open(request, new Ear()));
    }

    private record Nothing() implements SpeechRecognizer.Recognition {
        @Override
        public void hear(AudioFrame frame, boolean voice) {}

        @Override
        public void settle() {}

        @Override
        public void close() {}
    }

    private final class Mouth implements SpeechSynthesizer.Listener {
        @Override
        public void spoke(AudioFrame frame) {}

        @Override
        public void finished() {}

        @Override
        public void failed(SpeechFailure failure) {
            failures.add(failure);
        }
    }

    private final class Ear implements SpeechRecognizer.Listener {
        @Override
        public void heard(Words words) {}

        @Override
        public void failed(SpeechFailure failure) {
            failures.add(failure);
        }
    }
}
