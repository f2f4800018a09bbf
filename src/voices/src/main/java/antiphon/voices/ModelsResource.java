package antiphon.voices;

import antiphon.api.Json;
import antiphon.speech.OfferedVoice;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The door to the models with which this server's engines speak. */
@Path("/v1/models")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    @Inject
    Voices voices;

    @GET
    public JsonArray list() {
        Map<String, OfferedVoice> models = new LinkedHashMap<>();
        voices.all().forEach(voice -> models.putIfAbsent(voice.model(), voice));
        JsonArrayBuilder list = Json.createArrayBuilder();
        models.values().forEach(model -> list.add(model(model)));
        return list.build();
    }

    private static JsonObject model(OfferedVoice speaker) {
        JsonArrayBuilder languages = Json.createArrayBuilder();
        speaker.languages()
                .forEach(language -> languages.add(Json.createObjectBuilder()
                        .add("language_id", language)
                        .add("name", Locale.of(language).getDisplayLanguage(Locale.ENGLISH))));
        return Json.createObjectBuilder()
                .add("model_id", speaker.model())
                .add("name", speaker.model())
                .add("description", speaker.remote() ? "Of " + speaker.provider() + "." : "On this server.")
                .add("can_be_finetuned", false)
                .add("can_do_text_to_speech", true)
                .add("can_do_voice_conversion", false)
                .add("can_use_style", false)
                .add("can_use_speaker_boost", false)
                .add("serves_pro_voices", false)
                .add("requires_alpha_access", false)
                .add("token_cost_factor", 1)
                .add("max_characters_request_free_user", Voices.MOST_CHARACTERS)
                .add("max_characters_request_subscribed_user", Voices.MOST_CHARACTERS)
                .add("maximum_text_length_per_request", Voices.MOST_CHARACTERS)
                .add("languages", languages)
                .add("model_rates", Json.createObjectBuilder().add("character_cost_multiplier", 1))
                .add("concurrency_group", "standard")
                .build();
    }
}
