package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.VoiceActivityDetector;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Plays spoken questions into the real recognizer, frame by frame, as fast as it takes them. */
class EmbeddedRecognizerTest {
    private static final List<String> COFFEE_SHOP = List.of(
            "Hello, this is Harbor Coffee Roasters. How can I help you today?",
            "You are the telephone assistant of Harbor Coffee Roasters, a small coffee shop and roastery.",
            "Opening hours: Monday to Friday from 7 am to 6 pm, Saturday from 8 am to 4 pm, closed on Sunday.",
            "Address: our shop is at 12 Pier Street, next to the old lighthouse.",
            "House Blend costs $14 a pound, Dark Roast costs $15 a pound.",
            "Delivery is free for orders over $40. You can return any unopened bag within 30 days.");
    private static final Request ABOUT_COFFEE = new Request("en", List.of("Harbor Coffee"), COFFEE_SHOP, false);

    private static final EmbeddedRecognizer RECOGNIZER = new EmbeddedRecognizer(new EmbeddedRecognizerSettings(2, 2));

    @AfterAll
    static void stop() {
        RECOGNIZER.close();
    }

    @Test
    void a_spoken_question_comes_back_as_text() throws Exception {
        assertEquals("what time do you open on saturday", heard("slt-01.wav").text());
        assertEquals("where is your shop", heard("slt-05.wav").text());
        assertEquals("what are your opening hours", heard("rms-07.wav").text());
    }

    @Test
    void words_come_while_the_second_question_is_still_spoken() throws Exception {
        Ear ear = new Ear();
        try (Recognition recognition = RECOGNIZER.open(ABOUT_COFFEE, ear)) {
            play(recognition, "slt-01.wav");
            recognition.settle();
            ear.settled();
            ear.interim.clear();
            play(recognition, "slt-01.wav");
            @Nullable String words = "";
            while (!words.startsWith("what time")) {
                words = ear.interim.poll(2, TimeUnit.MINUTES);
                assertNotNull(words, "no interim words");
            }
            recognition.settle();
            assertEquals("what time do you open on saturday", ear.settled().text());
        }
    }

    @Test
    void two_calls_at_once_are_not_mixed() throws Exception {
        Ear first = new Ear();
        Ear second = new Ear();
        try (Recognition one = RECOGNIZER.open(ABOUT_COFFEE, first);
                Recognition other = RECOGNIZER.open(ABOUT_COFFEE, second);
                VoiceActivityDetector firstVoice = new SileroDetector();
                VoiceActivityDetector secondVoice = new SileroDetector()) {
            List<AudioFrame> firstSound = SpokenFixture.frames("slt-01.wav");
            List<AudioFrame> secondSound = SpokenFixture.frames("rms-07.wav");
            for (int i = 0; i < Math.max(firstSound.size(), secondSound.size()); i++) {
                hear(one, firstVoice, firstSound, i);
                hear(other, secondVoice, secondSound, i);
            }
            one.settle();
            other.settle();
            assertEquals("what time do you open on saturday", first.settled().text());
            assertEquals("what are your opening hours", second.settled().text());
        }
    }

    @Test
    void more_callers_than_recognizers_are_all_heard_in_the_end() throws Exception {
        try (EmbeddedRecognizer alone = new EmbeddedRecognizer(new EmbeddedRecognizerSettings(2, 1))) {
            Ear first = new Ear();
            Ear second = new Ear();
            try (Recognition one = alone.open(ABOUT_COFFEE, first);
                    Recognition other = alone.open(ABOUT_COFFEE, second)) {
                play(one, "slt-01.wav");
                play(other, "slt-05.wav");
                other.settle();
                one.settle();
                assertEquals(
                        "what time do you open on saturday", first.settled().text());
                assertEquals("where is your shop", second.settled().text());
            }
        }
    }

    @Test
    void silence_settles_as_no_words() throws Exception {
        Ear ear = new Ear();
        try (Recognition recognition = RECOGNIZER.open(ABOUT_COFFEE, ear)) {
            SpokenFixture.silence(100).forEach(frame -> recognition.hear(frame, false));
            recognition.settle();
            assertEquals("", ear.settled().text());
            SpokenFixture.silence(100).forEach(frame -> recognition.hear(frame, true));
            recognition.settle();
            assertEquals("", ear.settled().text());
            play(recognition, "slt-05.wav");
            recognition.settle();
            assertEquals("where is your shop", ear.settled().text());
        }
    }

    @Test
    void every_request_to_settle_is_answered_once_and_in_order() throws Exception {
        Ear ear = new Ear();
        try (Recognition recognition = RECOGNIZER.open(ABOUT_COFFEE, ear)) {
            play(recognition, "slt-05.wav");
            recognition.settle();
            recognition.settle();
            play(recognition, "slt-01.wav");
            recognition.settle();
            assertEquals("where is your shop", ear.settled().text());
            assertEquals("", ear.settled().text());
            assertEquals("what time do you open on saturday", ear.settled().text());
        }
        assertTrue(ear.settled.isEmpty());
    }

    @Test
    void hanging_up_in_the_middle_of_a_word_frees_the_recognizer() throws Exception {
        for (int i = 0; i < 4; i++) {
            Ear ear = new Ear();
            try (Recognition recognition = RECOGNIZER.open(ABOUT_COFFEE, ear)) {
                List<AudioFrame> frames = SpokenFixture.frames("slt-01.wav");
                frames.subList(0, frames.size() / 2).forEach(frame -> recognition.hear(frame, true));
            }
            assertTrue(ear.settled.isEmpty());
        }
        assertEquals("where is your shop", heard("slt-05.wav").text());
    }

    @Test
    void a_call_beyond_the_budget_is_refused_until_another_ends() {
        Recognition one = RECOGNIZER.open(ABOUT_COFFEE, new Ear());
        Recognition other = RECOGNIZER.open(ABOUT_COFFEE, new Ear());
        SpeechUnavailable refusal =
                assertThrows(SpeechUnavailable.class, () -> RECOGNIZER.open(ABOUT_COFFEE, new Ear()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("2 calls"));
        one.close();
        one.close();
        Recognition next = RECOGNIZER.open(ABOUT_COFFEE, new Ear());
        assertThrows(SpeechUnavailable.class, () -> RECOGNIZER.open(ABOUT_COFFEE, new Ear()));
        next.close();
        other.close();
    }

    @Test
    void a_language_other_than_english_is_refused() {
        Request german = new Request("de", List.of(), List.of(), false);
        assertThrows(SpeechUnavailable.class, () -> RECOGNIZER.open(german, new Ear()));
    }

    @Test
    void warming_up_reaches_every_recognizer() throws Exception {
        assertTrue(EmbeddedRecognizer.isPresent());
        RECOGNIZER.warmUp(COFFEE_SHOP, List.of("Harbor Coffee")).get(2, TimeUnit.MINUTES);
        assertFalse(heard("slt-05.wav").text().isEmpty());
    }

    private static Words heard(String file) throws Exception {
        Ear ear = new Ear();
        try (Recognition recognition = RECOGNIZER.open(ABOUT_COFFEE, ear)) {
            play(recognition, file);
            recognition.settle();
            return ear.settled();
        }
    }

    private static void play(Recognition recognition, String file) throws Exception {
        try (VoiceActivityDetector detector = new SileroDetector()) {
            for (AudioFrame frame : SpokenFixture.frames(file)) {
                recognition.hear(frame, detector.voiceIn(frame) > 0.5);
            }
        }
    }

    private static void hear(
            Recognition recognition, VoiceActivityDetector detector, List<AudioFrame> frames, int index) {
        if (index < frames.size()) {
            recognition.hear(frames.get(index), detector.voiceIn(frames.get(index)) > 0.5);
        }
    }

    private static final class Ear implements Listener {
        final BlockingQueue<Words> settled = new LinkedBlockingQueue<>();
        final BlockingQueue<String> interim = new LinkedBlockingQueue<>();

        @Override
        public void heard(Words words) {
            if (words.settled()) {
                settled.add(words);
            } else {
                interim.add(words.text());
            }
        }

        @Override
        public void failed(SpeechFailure failure) {
            settled.add(Words.settled("failed: " + failure.reason()));
        }

        Words settled() throws InterruptedException {
            @Nullable Words words = settled.poll(2, TimeUnit.MINUTES);
            if (words == null) {
                throw new AssertionError("nothing was settled");
            }
            return words;
        }
    }
}
