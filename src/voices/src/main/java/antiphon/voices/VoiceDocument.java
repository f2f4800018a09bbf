package antiphon.voices;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.speech.OfferedVoice;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** A voice in the contract's words. */
record VoiceDocument(OfferedVoice voice) {
    /** The contract's defaults: engines keep none of their own. */
    static JsonObject settings() {
        return Contract.stated().complete("VoiceSettingsResponseModel", JsonValue.EMPTY_JSON_OBJECT);
    }

    /** The contract's VoiceResponseModel. */
    JsonObject asJson(boolean withSettings) {
        JsonArrayBuilder languages = Json.createArrayBuilder();
        voice.languages()
                .forEach(language -> languages.add(
                        Json.createObjectBuilder().add("language", language).add("model_id", voice.model())));
        JsonObject known = Json.createObjectBuilder()
                .add("voice_id", voice.id())
                .add("name", voice.name())
                .add("category", "premade")
                .add("labels", Json.createObjectBuilder().add("provider", voice.provider()))
                .add("description", voice.remote() ? "Spoken by " + voice.provider() + "." : "Spoken on this server.")
                .add("settings", withSettings ? settings() : JsonValue.NULL)
                .add("high_quality_base_model_ids", Json.createArrayBuilder().add(voice.model()))
                .add("verified_languages", languages)
                .add("is_owner", false)
                .build();
        return Contract.stated().complete("VoiceResponseModel", known);
    }
}
