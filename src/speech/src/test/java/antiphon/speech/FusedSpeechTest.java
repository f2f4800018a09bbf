package antiphon.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import antiphon.audio.AudioFrame;
import antiphon.providers.Fuse;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechSynthesizer.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusedSpeechTest {
    private static final SpeechFailure BROKEN = new SpeechFailure("shaky", "working", "the connection broke", true);

    private static final SpeechRecognizer.Request HEARING =
            new SpeechRecognizer.Request("en", List.of(), List.of(), false);

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
        var ear = new FusedRecognizer(new Shaky());
        for (int call = 0; call < 3; call++) {
            ear.open(HEARING, new Ear()).close();
        }
        assertThrows(SpeechUnavailable.class, () -> ear.open(HEARING, new Ear()));
    }

    /** An ear that fails until it is told to break, or to hear nothing. */
    private static final class Shaky implements SpeechRecognizer {
        private int opened;
        private boolean fails = true;
        private boolean breaks;

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
            opened++;
            if (breaks) {
                throw new IllegalStateException("a bug");
            }
            if (fails) {
                listener.failed(BROKEN);
            }
            return new Nothing();
        }
    }

    private Shaky blown(Fuse fuse) {
        Shaky shaky = new Shaky();
        var ear = new FusedRecognizer(shaky, fuse);
        for (int call = 0; call < 3; call++) {
            ear.open(HEARING, new Ear()).close();
        }
        shaky.fails = false;
        shaky.opened = 0;
        return shaky;
    }

    @Test
    void an_ear_that_cannot_even_be_opened_is_tried_again_after_every_rest() {
        Fuse fuse = new Fuse(Duration.ZERO, Duration.ofHours(1));
        Shaky shaky = blown(fuse);
        shaky.breaks = true;
        var ear = new FusedRecognizer(shaky, fuse);
        for (int call = 0; call < 20; call++) {
            assertThrows(IllegalStateException.class, () -> ear.open(HEARING, new Ear()));
        }
        assertEquals(20, shaky.opened);
    }

    @Test
    void a_voice_that_cannot_even_begin_is_tried_again_after_every_rest() {
        List<String> asked = new ArrayList<>();
        var voice = new FusedSynthesizer(
                new SpeechSynthesizer() {
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
                        asked.add(request.text());
                        throw new IllegalStateException("a bug");
                    }
                },
                new Fuse(Duration.ZERO, Duration.ofHours(1)));
        var request = new SpeechSynthesizer.Request("Hello.", "en", Voice.DEFAULT);
        for (int sentence = 0; sentence < 20; sentence++) {
            assertThrows(IllegalStateException.class, () -> voice.speak(request, new Mouth()));
        }
        assertEquals(20, asked.size());
    }

    @Test
    void ears_into_which_nobody_speaks_keep_no_others_away_for_long() {
        Fuse patient = new Fuse(Duration.ZERO, Duration.ofHours(1));
        Shaky shaky = blown(patient);
        var ear = new FusedRecognizer(shaky, patient);
        for (int call = 0; call < 5; call++) {
            ear.open(HEARING, new Ear());
        }
        assertThrows(SpeechUnavailable.class, () -> ear.open(HEARING, new Ear()));

        Fuse fuse = new Fuse(Duration.ZERO, Duration.ZERO);
        Shaky silent = blown(fuse);
        var other = new FusedRecognizer(silent, fuse);
        for (int call = 0; call < 20; call++) {
            other.open(HEARING, new Ear());
        }
        assertEquals(20, silent.opened);
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
