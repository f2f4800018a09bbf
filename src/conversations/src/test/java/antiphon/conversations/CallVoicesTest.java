package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.config.AgentConfig;
import antiphon.audio.Ambience;
import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd;
import antiphon.call.Line;
import antiphon.speech.SpeechSynthesizer.Dictionary;
import antiphon.speech.SpeechSynthesizer.Reading;
import antiphon.speech.SpeechSynthesizer.Voice;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallVoicesTest {
    private static CallVoices voices(String config) {
        return new CallVoices(config(config));
    }

    private static AgentConfig config(String config) {
        String document = "{\"conversation_config\":" + config.replace('\'', '"') + "}";
        return AgentConfig.read(Json.createReader(new StringReader(document)).readObject());
    }

    @Test
    void what_the_owner_says_of_the_voice_reaches_the_engine() {
        Voice voice = voices("""
                {'tts':{'voice_id':'v1','model_id':'eleven_turbo_v2_5','stability':0.1,'similarity_boost':0.2,
                  'speed':1.1,'optimize_streaming_latency':2,'text_normalisation_type':'elevenlabs',
                  'pronunciation_dictionary_locators':[
                    {'pronunciation_dictionary_id':'d1','version_id':'w1'},
                    {'pronunciation_dictionary_id':'d2','version_id':null}]}}""").own();
        assertEquals(
                new Voice(
                        "v1",
                        "eleven_turbo_v2_5",
                        0.1,
                        0.2,
                        1.1,
                        new Reading(2, true, List.of(new Dictionary("d1", "w1"), new Dictionary("d2", "")))),
                voice);
    }

    @Test
    void further_voices_are_as_the_agent_s_own_where_nothing_else_is_said_and_the_model_is_told_of_them() {
        CallVoices voices = voices("""
                {'tts':{'stability':0.1,'supported_voices':[
                  {'label':'Anna','voice_id':'a','description':'For German.','language':'de','model_family':'flash',
                   'speed':0.9},
                  {'label':'Ben','voice_id':'b'}]}}""");
        var anna = voices.others().getFirst();
        assertEquals("de", anna.language());
        assertEquals("eleven_flash_v2_5", anna.voice().model());
        assertEquals(0.9, anna.voice().speed());
        assertEquals(0.1, anna.voice().stability());
        assertEquals(voices.own().model(), voices.others().getLast().voice().model());
        assertTrue(voices.manner().contains("<Anna>these words</Anna>"), voices::manner);
        assertTrue(voices.manner().contains("- Anna: For German. (speaks de)"), voices::manner);
        assertTrue(voices.manner().contains("- Ben"), voices::manner);
    }

    @Test
    void a_background_is_heard_beneath_the_voice_where_the_owner_wants_one() {
        List<AudioFrame> played = new ArrayList<>();
        Line line = new Line() {
            @Override
            public void play(int turn, AudioFrame frame) {
                played.add(frame);
            }

            @Override
            public Duration unheard() {
                return Duration.ofMillis(7);
            }

            @Override
            public void fallSilent(int turn) {}

            @Override
            public void hangUp(CallEnd end) {}
        };
        assertEquals(line, CallVoices.withBackground(line, config("{}")));
        Line sounding = CallVoices.withBackground(
                line,
                config(
                        "{'conversation':{'background_sound':{'source_type':'preset','source_id':'city','volume':0.3}}}"));
        sounding.play(1, AudioFrame.silence());
        assertArrayEquals(
                new Ambience(Ambience.Preset.CITY, 0.3).next().samples(),
                played.getFirst().samples());
        assertEquals(Duration.ofMillis(7), sounding.unheard());
    }

    @Test
    void the_model_spells_figures_out_unless_the_engine_does() {
        assertTrue(voices("{}").manner().contains("as the words in which they are said"));
        assertEquals(
                "", voices("{'tts':{'text_normalisation_type':'elevenlabs'}}").manner());
        assertEquals("", voices("{'conversation':{'text_only':true}}").manner());
        assertFalse(voices("{}").manner().contains("other voices"));
        String hinglish = "{'agent':{'language':'hi','hinglish_mode':true},'conversation':{'text_only':true}}";
        assertTrue(voices(hinglish).manner().startsWith("Speak Hinglish"));
    }
}
