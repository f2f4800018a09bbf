package antiphon.conversations.waiting;

import antiphon.agents.Agents;
import antiphon.agents.Agents.Place;
import antiphon.agents.files.AgentFiles;
import antiphon.api.FormPart;
import antiphon.api.Json;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.util.List;

/** What agents have clients play to callers who wait; which of it, stands in {@code platform_settings.queueing_config}. */
@ApplicationScoped
public class HoldSounds {
    static final String FIELD = "hold_audio_file";
    static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final List<String> PLACE = List.of("platform_settings", "queueing_config", "hold_audio");

    @Inject
    Agents agents;

    @Inject
    AgentFiles files;

    /**
     * From now on the agent's main branch names this sound.
     *
     * @param server where clients reach this server
     * @return the contract's PostAgentHoldAudioResponseModel
     */
    @Transactional
    public JsonObject keep(String agentId, FormPart upload, String server, Actor by) {
        agents.find(agentId);
        byte[] bytes = upload.bytes(MOST_BYTES);
        HoldSound sound = HoldSound.read(bytes);
        String path = files.keep(agentId, upload.plainName(), sound.mediaType(), bytes);
        JsonObject holdAudio = Json.createObjectBuilder()
                .add("audio_path", path)
                .add("audio_url", server + path)
                .add("original_filename", upload.plainName())
                .add("duration_secs", Math.round(sound.seconds() * 1000) / 1000.0)
                .add("size_bytes", bytes.length)
                .build();
        agents.change(Place.main(agentId), patch(holdAudio), false, by);
        return Contract.stated()
                .complete(
                        "PostAgentHoldAudioResponseModel",
                        Json.createObjectBuilder()
                                .add("agent_id", agentId)
                                .add("hold_audio", holdAudio)
                                .build());
    }

    /**
     * The agent's main branch names no sound any more, and this server hands it out no more, unless another branch or a copy
     * of the agent names it still.
     *
     * @return the contract's DeleteAgentHoldAudioResponseModel
     * @throws Refusal.NotFound if there is none
     */
    @Transactional
    public JsonObject delete(String agentId, Actor by) {
        JsonValue at = agents.find(agentId).document().json();
        for (String step : PLACE) {
            at = at instanceof JsonObject section ? section.getOrDefault(step, JsonValue.NULL) : JsonValue.NULL;
        }
        if (!(at instanceof JsonObject holdAudio)) {
            throw new Refusal.NotFound("hold_audio_not_found", "The agent '" + agentId + "' has no hold audio.");
        }
        agents.change(Place.main(agentId), patch(JsonValue.NULL), false, by);
        if (holdAudio.get("audio_path") instanceof JsonString path) {
            files.forget(path.getString());
        }
        return Json.createObjectBuilder().add("agent_id", agentId).build();
    }

    private static JsonObject patch(JsonValue holdAudio) {
        JsonValue patch = holdAudio;
        for (String step : PLACE.reversed()) {
            patch = Json.createObjectBuilder().add(step, patch).build();
        }
        return patch.asJsonObject();
    }
}
