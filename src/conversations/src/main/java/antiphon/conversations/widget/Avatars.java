package antiphon.conversations.widget;

import antiphon.agents.Agents;
import antiphon.agents.Agents.Place;
import antiphon.agents.files.AgentFiles;
import antiphon.api.FormPart;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;

/** The pictures of agents. */
@ApplicationScoped
public class Avatars {
    static final String FIELD = "avatar_file";
    static final int MOST_BYTES = 5 * 1024 * 1024;

    @Inject
    Agents agents;

    @Inject
    AgentFiles files;

    /**
     * From now on the agent's main branch shows this picture; versions from before show what they showed.
     *
     * @param server where clients reach this server
     * @return the contract's PostAgentAvatarResponseModel
     */
    @Transactional
    public JsonObject keep(String agentId, FormPart upload, String server, Actor by) {
        agents.find(agentId);
        byte[] picture = upload.bytes(MOST_BYTES);
        PictureKind kind = PictureKind.of(picture)
                .orElseThrow(() -> new Refusal.Invalid(
                        Problem.at("body." + FIELD, "Input should be a PNG, JPEG, GIF or WebP image", "value_error")));
        String path = files.keep(agentId, upload.plainName(), kind.mediaType(), picture);
        agents.change(Place.main(agentId), shown(path, server + path), false, by);
        return Json.createObjectBuilder()
                .add("agent_id", agentId)
                .add("avatar_url", server + path)
                .build();
    }

    /** A merge patch that leaves nothing of another kind of avatar. */
    private static JsonObject shown(String path, String url) {
        JsonObjectBuilder avatar = Json.createObjectBuilder()
                .add("type", "image")
                .add("url", url)
                .addNull("custom_url")
                .addNull("color_1")
                .addNull("color_2");
        JsonObjectBuilder widget =
                Json.createObjectBuilder().add("avatar", avatar).add("custom_avatar_path", path);
        return Json.createObjectBuilder()
                .add("platform_settings", Json.createObjectBuilder().add("widget", widget))
                .build();
    }
}
