package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.call.CallNews;
import antiphon.call.Line;
import antiphon.conversations.CallPlans.LineTools;
import antiphon.conversations.record.ConversationStart.AgentReference;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.ToolStandIns;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls of text with nobody on the line, which leave no record: for trying agents out. They are planned and live as calls
 * with a caller do; only silence means nothing in them.
 */
@ApplicationScoped
public class TextCalls {
    @Inject
    CallPlans plans;

    @Inject
    OpenCalls calls;

    @Inject
    InstantSource clock;

    /**
     * An agent to be tried out.
     *
     * @param document the agent's settings, whether it has them or only shall be tried with them
     */
    public record Subject(String agentId, String branchId, String versionId, JsonObject document) {}

    /**
     * How it is tried out.
     *
     * @param nodeId of its workflow, at which the conversation stands; empty means at its start
     * @param dynamicVariables as a client would send them
     * @param earlier what was said before, and the agent does not say its first message; empty where it begins
     * @param standIns what answers in the place of tools
     */
    public record Scene(
            Optional<String> nodeId,
            JsonObject dynamicVariables,
            Optional<String> environment,
            Optional<List<Message>> earlier,
            ToolStandIns standIns) {}

    /**
     * Opens a call, which lives on a thread of its own until it is closed.
     *
     * @throws OpeningRefused when the agent has to know what the scene does not say, or has no such node
     * @throws antiphon.api.Refusal when nobody can think for this agent
     */
    public TextCall open(Subject subject, Scene scene) {
        Nobody nobody = new Nobody();
        LineTools tools = calls.tools(nobody);
        nobody.tools = tools.client();
        try {
            PlannedCall planned = plans.plan(
                    admission(subject, scene),
                    request(scene),
                    PublicId.fresh("conv_"),
                    tools,
                    new Staging(scene.nodeId(), scene.standIns(), true));
            return TextCall.begin(planned, scene.earlier(), tools.mcp(), clock);
        } catch (RuntimeException refused) {
            tools.mcp().close();
            throw refused;
        }
    }

    private static Admission admission(Subject subject, Scene scene) {
        return new Admission(
                new AgentReference(
                        subject.agentId(), "", Optional.of(subject.versionId()), Optional.of(subject.branchId())),
                true,
                subject.document(),
                AgentConfig.read(subject.document()),
                "authorization_header",
                Optional.empty(),
                scene.environment());
    }

    private static CallRequest request(Scene scene) {
        JsonObject data = Json.createObjectBuilder()
                .add("dynamic_variables", scene.dynamicVariables())
                .add(
                        "conversation_config_override",
                        Json.createObjectBuilder()
                                .add("conversation", Json.createObjectBuilder().add("text_only", true)))
                .build();
        return new CallRequest(data, Optional.empty(), Optional.empty(), false);
    }

    /** Where nobody is, no application is that could use a tool. */
    private static final class Nobody implements CallerSide {
        private @Nullable ClientTools tools;

        @Override
        public Line connect(CallFacts facts) {
            throw new UnsupportedOperationException("nobody is on the line");
        }

        @Override
        public void useTool(int turn, ToolUse use) {
            Objects.requireNonNull(tools).answered(use.id(), "There is no client here that could use this tool.", true);
        }

        @Override
        public void hear(CallNews news) {}
    }
}
