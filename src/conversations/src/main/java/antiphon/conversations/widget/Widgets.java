package antiphon.conversations.widget;

import antiphon.agents.AgentDocument;
import antiphon.agents.Agents;
import antiphon.api.Json;
import antiphon.api.Refusal;
import antiphon.conversations.Admission;
import antiphon.conversations.Admissions;
import antiphon.conversations.Knock;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import antiphon.identity.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** What pages are told of the agents that they show. */
@ApplicationScoped
public class Widgets {
    @Inject
    Agents agents;

    @Inject
    Admissions admissions;

    /**
     * The contract's GetAgentEmbedResponseModel: of the branch that a signature names, or else of the main branch.
     *
     * @param knock as for a conversation, but without a key
     * @param by who showed a key; such a one may look at every agent
     * @param server where clients reach this server
     * @throws Refusal if this page may not talk to the agent either
     */
    @Transactional
    public JsonObject show(Knock knock, Optional<Actor> by, String server) {
        return Json.createObjectBuilder()
                .add("agent_id", knock.agentId())
                .add("widget_config", document(knock, by).asJson(server))
                .build();
    }

    private WidgetDocument document(Knock knock, Optional<Actor> by) {
        if (by.isPresent() && knock.signature().isEmpty()) {
            by.get().demand(Role.VIEWER, Scope.CONVAI_READ);
            AgentDocument main = agents.find(knock.agentId()).document();
            return new WidgetDocument(main.json(), main.config());
        }
        Admission admission = admissions.admit(knock);
        return new WidgetDocument(admission.document(), admission.config());
    }
}
