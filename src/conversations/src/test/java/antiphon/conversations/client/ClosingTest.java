package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingTest {
    @ParameterizedTest
    @CsvSource({
        "CALLER_LEFT, '', 1000, ''",
        "TIME_IS_UP, '', 1000, max_duration_exceeded",
        "MODEL_FAILED, gpt-4o, 1002, llm_error",
        "MODEL_FAILED, custom-llm, 1002, custom_llm_error",
        "MODEL_SILENT, gpt-4o, 1002, llm_timeout",
        "MODELS_FAILED, gpt-4o, 1002, cascade_brain_error",
        "RECOGNIZER_FAILED, deepgram, 1002, asr_transcription_error",
        "SYNTHESIZER_FAILED, openai, 1002, tts_cascade_error",
        "GUARDRAIL_TRIGGERED, '', 1002, safety_violation",
        "CALL_BROKE, '', 1011, unknown_websocket_crash",
        "LINE_BROKEN, '', 1002, transport_receive_timeout",
        "SERVER_STOPPED, '', 1011, unknown"
    })
    void an_end_is_told_by_the_contract_s_word_for_its_cause(Cause cause, String provider, int code, String type) {
        assertEquals(new Closing(code, type, "so"), Closing.after(new CallEnd(cause, "so", provider)));
    }
}
