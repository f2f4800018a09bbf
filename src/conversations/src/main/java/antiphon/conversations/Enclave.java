package antiphon.conversations;

import antiphon.agents.AgentDocument;
import antiphon.api.Refusal;
import antiphon.conversations.OpeningRefused.Problem;
import antiphon.conversations.SignedUrls.Permit;
import antiphon.conversations.record.ConversationStart.AgentReference;
import antiphon.conversations.record.Records;
import antiphon.identity.ApiKeys;
import antiphon.identity.Role;
import antiphon.identity.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Calls to agents that are not kept here but brought by the client, the contract's self-hosted mode. Whoever brings an agent
 * decides what this server's models and tools are used for, so only editors of agents are let in, by their key or by an
 * address that an editor had signed; and nobody unless {@code conversations.enclave} is set.
 */
@ApplicationScoped
public class Enclave {
    /** No agent's id: those begin with {@code agent_}. */
    private static final String ANY_AGENT = "<enclave>";

    @Inject
    Admissions admissions;

    @Inject
    ApiKeys keys;

    @Inject
    Records records;

    /**
     * Lets somebody in who will bring an agent, or does not.
     *
     * @param signature of a signed address
     * @return how he was let in, in the contract's word
     * @throws Refusal saying why not
     */
    public String letIn(Optional<String> signature, Optional<String> apiKey) {
        mustBeOpen();
        Optional<String> token = signature.or(() -> apiKey.filter(SignedUrls::isSignature));
        if (token.isPresent()) {
            admissions.signedUrls().check(ANY_AGENT, token.get());
            return "signed_url";
        }
        keys.recognise(
                        apiKey.orElseThrow(
                                () -> new Refusal.Unauthorized(
                                        "needs_authorization",
                                        "Send an xi-api-key header, or open a signed address from POST /v1/antiphon/enclave/signed-url.")))
                .demand(Role.EDITOR, Scope.CONVAI_WRITE);
        return "authorization_header";
    }

    /** The signature with which anybody may bring an agent for a while. */
    String sign() {
        mustBeOpen();
        return admissions
                .signedUrls()
                .sign(new Permit(ANY_AGENT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private void mustBeOpen() {
        if (!records.settings().enclave()) {
            throw new Refusal.Forbidden(
                    "enclave_disabled", "This server takes no agents from clients: conversations.enclave is not set.");
        }
    }

    /**
     * Lets the client talk with the agent that it has brought.
     *
     * @param setup its {@code enclave_setup_config} as sent
     * @throws OpeningRefused when what was brought is no agent
     */
    public Admission admit(String authorizationMethod, JsonObject setup) {
        BroughtAgent brought = new BroughtAgent(setup);
        AgentDocument document = document(brought);
        return new Admission(
                new AgentReference(brought.id(), brought.name(), Optional.empty(), Optional.empty()),
                true,
                document.json(),
                document.config(),
                authorizationMethod,
                Optional.empty(),
                Optional.empty());
    }

    private static AgentDocument document(BroughtAgent brought) {
        try {
            return AgentDocument.of(brought.document());
        } catch (Refusal.Invalid invalid) {
            throw new OpeningRefused(
                    Problem.VALUE_ERROR,
                    "The agent that was brought is not what the contract allows: "
                            + invalid.problems().getFirst() + ".");
        }
    }
}
