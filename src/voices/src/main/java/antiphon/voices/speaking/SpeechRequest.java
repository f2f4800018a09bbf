package antiphon.voices.speaking;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.speech.OfferedVoice;
import antiphon.speech.SpeechSynthesizer.Voice;
import antiphon.voices.Languages;
import antiphon.voices.Voices;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What shall be spoken and how.
 *
 * @param language ISO 639-1
 */
record SpeechRequest(String text, String language, Voice voice) {
    private static final double SLOWEST = 0.7;
    private static final double FASTEST = 1.2;
    private static final String NATURAL_MODEL = "eleven_multilingual_v2";

    /**
     * @param schema the contract's, of the operation
     * @throws Refusal.Invalid naming every place that is wrong
     * @throws Refusal.NotImplemented for wishes that no engine here could fulfil, and whose loss would be heard
     */
    static SpeechRequest read(String schema, JsonObject body, OfferedVoice speaker) {
        List<Problem> problems = Contract.stated().problems(schema, body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        refuseWhatNobodyDoes(body);
        return new SpeechRequest(text(body), language(body, speaker), voice(body, speaker));
    }

    private static void refuseWhatNobodyDoes(JsonObject body) {
        if (body.get("pronunciation_dictionary_locators") instanceof JsonArray locators && !locators.isEmpty()) {
            throw new Refusal.NotImplemented("This server keeps no pronunciation dictionaries yet.");
        }
        if (body.get("audio_effects") instanceof JsonObject effects && !effects.isEmpty()) {
            throw new Refusal.NotImplemented("This server puts no effects on what is spoken.");
        }
    }

    private static String text(JsonObject body) {
        String text = body.getString("text");
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw wrong("text", "Input should hold at least one letter or digit to be spoken");
        }
        if (text.length() > Voices.MOST_CHARACTERS) {
            throw wrong("text", "Input should have at most " + Voices.MOST_CHARACTERS + " characters");
        }
        return text;
    }

    private static String language(JsonObject body, OfferedVoice speaker) {
        List<String> spoken = speaker.languages();
        if (!(body.get("language_code") instanceof JsonString code)) {
            return spoken.isEmpty() ? "en" : spoken.getFirst();
        }
        String language = Languages.iso639(code.getString())
                .orElseThrow(() -> wrong("language_code", "Input should be an ISO 639-1 code such as en"));
        if (!spoken.isEmpty() && !spoken.contains(language)) {
            throw wrong("language_code", "This voice speaks " + String.join(", ", spoken) + " only");
        }
        return language;
    }

    private static Voice voice(JsonObject body, OfferedVoice speaker) {
        JsonObject settings = Contract.stated()
                .complete(
                        "VoiceSettingsResponseModel",
                        body.get("voice_settings") instanceof JsonObject given ? given : JsonValue.EMPTY_JSON_OBJECT);
        double speed = number(settings, "speed", 1);
        if (speed < SLOWEST || speed > FASTEST) {
            throw new Refusal.Invalid(new Problem(
                    List.of("body", "voice_settings", "speed"),
                    String.format(Locale.ROOT, "Input should be between %s and %s", SLOWEST, FASTEST),
                    "value_error"));
        }
        String model = body.getString("model_id", NATURAL_MODEL);
        return new Voice(
                speaker.id(),
                model.equals(NATURAL_MODEL) ? "" : model,
                number(settings, "stability", 0.5),
                number(settings, "similarity_boost", 0.75),
                speed);
    }

    private static double number(JsonObject settings, String name, double otherwise) {
        return settings.get(name) instanceof JsonNumber number ? number.doubleValue() : otherwise;
    }

    private static Refusal.Invalid wrong(String member, String message) {
        return new Refusal.Invalid(new Problem(List.of("body", member), message, "value_error"));
    }
}
