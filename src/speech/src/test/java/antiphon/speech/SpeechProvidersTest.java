package antiphon.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.speech.peers.DeepgramPeer;
import antiphon.speech.peers.Heard;
import antiphon.speech.peers.Sounds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpeechProvidersTest {
    private static final Map<String, String> ALL_KEYS =
            Map.of("openai.api.key", "k", "deepgram.api.key", "k", "elevenlabs.api.key", "k");
    private static final String ORDER = "speech.recognizers";

    private record EnglishEar() implements SpeechRecognizer {
        @Override
        public String name() {
            return "embedded";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, List.of("en"));
        }

        @Override
        public Recognition open(Request request, Listener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private record EnglishVoice() implements SpeechSynthesizer {
        @Override
        public String name() {
            return "embedded";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(false, List.of("en"));
        }

        @Override
        public Synthesis speak(Request request, Listener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static EmbeddedSpeech embedded() {
        return new EmbeddedSpeech(
                Optional.of(new EnglishEar()),
                Optional.of(new EnglishVoice()),
                Optional.empty(),
                EmbeddedSpeech.PAUSE_IS_END);
    }

    private static SpeechProviders providers(EmbeddedSpeech embedded, Map<String, String> settings) {
        return new SpeechProviders(Sounds.settings(settings), embedded);
    }

    private static Map<String, String> with(Map<String, String> settings, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int at = 0; at < more.length; at += 2) {
            all.put(more[at], more[at + 1]);
        }
        return all;
    }

    private static List<String> names(List<SpeechRecognizer> recognizers) {
        return recognizers.stream().map(SpeechRecognizer::name).toList();
    }

    @Test
    void without_any_configuration_the_embedded_ones_serve() {
        try (SpeechProviders providers = providers(embedded(), Map.of())) {
            assertEquals(List.of("embedded"), names(providers.recognizers("", "en")));
            assertEquals("embedded", providers.synthesizers("", "en").getFirst().name());
        }
    }

    @Test
    void whom_the_agent_wants_comes_first_and_then_the_configured_order() {
        Map<String, String> settings = with(ALL_KEYS, ORDER, "embedded,deepgram,openai");
        try (SpeechProviders providers = providers(embedded(), settings)) {
            assertEquals(List.of("openai", "embedded", "deepgram"), names(providers.recognizers("openai", "en")));
            assertEquals(
                    List.of("elevenlabs", "embedded", "deepgram", "openai"),
                    names(providers.recognizers("elevenlabs", "en")));
        }
    }

    @Test
    void whoever_is_not_configured_or_does_not_know_the_language_is_passed_over() {
        Map<String, String> settings =
                Map.of(ORDER, "embedded,deepgram,openai", "deepgram.api.key", "k", "speech.synthesizers", "embedded");
        try (SpeechProviders providers = providers(embedded(), settings)) {
            assertEquals(List.of("deepgram"), names(providers.recognizers("elevenlabs", "pl")));
            var nobody = assertThrows(SpeechUnavailable.class, () -> providers.synthesizers("", "pl"));
            assertEquals(
                    "Nobody here speaks pl: speech.synthesizers is embedded, and configured are embedded. "
                            + "Give a provider its key, or name another.",
                    nobody.getMessage());
        }
    }

    @Test
    void nobody_at_all_is_said_plainly() {
        try (SpeechProviders providers = providers(EmbeddedSpeech.none(), Map.of())) {
            var nobody = assertThrows(SpeechUnavailable.class, () -> providers.recognizers("deepgram", "en"));
            assertEquals(
                    "Nobody here understands en: speech.recognizers is embedded, and configured are nobody. "
                            + "Give a provider its key, or name another.",
                    nobody.getMessage());
        }
    }

    @Test
    void an_unknown_provider_is_answered_with_those_there_are() {
        try (SpeechProviders providers = providers(embedded(), Map.of())) {
            var unknown = assertThrows(SpeechUnavailable.class, () -> providers.recognizers("siri", "en"));
            assertEquals(
                    "There is no recognizer \"siri\"; there are embedded, openai, deepgram, elevenlabs, vosk, whisper.",
                    unknown.getMessage());
            assertThrows(SpeechUnavailable.class, () -> providers.synthesizers("deepgram", "en"));
        }
        assertThrows(IllegalArgumentException.class, () -> providers(embedded(), Map.of(ORDER, "embedded,siri")));
    }

    @Test
    void a_server_without_the_embedded_detector_still_tells_loud_from_quiet() {
        try (SpeechProviders providers = providers(EmbeddedSpeech.none(), Map.of());
                VoiceActivityDetector detector = providers.voiceActivity()) {
            assertInstanceOf(LoudnessDetector.class, detector);
            assertTrue(detector.voiceIn(AudioFrame.silence()) < 0.5);
            assertEquals(1, providers.endOfTurn().turnIsOver("I would like", "en"));
        }
    }

    @Test
    void each_call_gets_a_detector_of_its_own() {
        EmbeddedSpeech embedded = new EmbeddedSpeech(
                Optional.empty(), Optional.empty(), Optional.of(LoudnessDetector::new), EmbeddedSpeech.PAUSE_IS_END);
        try (SpeechProviders providers = providers(embedded, Map.of())) {
            assertFalse(providers.voiceActivity() == providers.voiceActivity());
        }
    }

    @Test
    void a_missing_model_is_said_when_a_call_wants_it() {
        Map<String, String> settings = Map.of(ORDER, "vosk", "speech.vosk.model", "no/such/folder");
        try (SpeechProviders providers = providers(EmbeddedSpeech.none(), settings)) {
            SpeechRecognizer vosk = providers.recognizers("", "en").getFirst();
            var request = new SpeechRecognizer.Request("en", List.of(), List.of(), false);
            assertThrows(SpeechUnavailable.class, () -> vosk.open(request, new Heard()));
            assertThrows(SpeechUnavailable.class, () -> providers.recognizers("", "de"));
        }
    }

    @Test
    void closing_leaves_no_thread_behind() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (DeepgramPeer peer = DeepgramPeer.start(new DeepgramPeer.Script() {})) {
            Set<Thread> withPeer = Thread.getAllStackTraces().keySet();
            Map<String, String> settings = Map.of(
                    ORDER, "deepgram", "deepgram.api.key", DeepgramPeer.KEY, "deepgram.base.url", peer.baseUrl());
            try (SpeechProviders providers = providers(EmbeddedSpeech.none(), settings)) {
                var request = new SpeechRecognizer.Request("en", List.of(), List.of(), false);
                var recognition = providers.recognizers("", "en").getFirst().open(request, new Heard());
                Sounds.speak(recognition, 5);
                recognition.settle();
                assertEquals("Finalize", peer.control());
            }
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                boolean ours = thread.getName().startsWith("speech-")
                        || thread.getName().startsWith("HttpClient");
                if (ours && !before.contains(thread) && !withPeer.contains(thread)) {
                    assertTrue(thread.join(Duration.ofSeconds(20)), thread.getName());
                }
            }
        }
    }
}
