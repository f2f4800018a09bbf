package antiphon.conversations;

import antiphon.agents.Agent;
import antiphon.agents.AgentState;
import antiphon.agents.Agents;
import antiphon.agents.config.AuthConfig;
import antiphon.agents.secrets.Secrets;
import antiphon.api.Refusal;
import antiphon.conversations.SignedUrls.Permit;
import antiphon.conversations.record.ConversationStart.AgentReference;
import antiphon.identity.ApiKeys;
import antiphon.identity.Role;
import antiphon.identity.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may talk to which agent: everybody to a public one, whoever shows a key or a signed URL to a private one. */
@ApplicationScoped
public class Admissions {
    private static final String SIGNING = "signed-urls";

    @Inject
    Agents agents;

    @Inject
    ApiKeys keys;

    @Inject
    Secrets secrets;

    @Inject
    InstantSource clock;

    private volatile @Nullable SignedUrls signedUrls;

    /**
     * Lets somebody in, or does not.
     *
     * @throws Refusal saying why not
     */
    public Admission admit(Knock knock) {
        Optional<Permit> permit = knock.signature()
                .or(() -> knock.key().filter(SignedUrls::isSignature))
                .map(signature -> signedUrls().check(knock.agentId(), signature));
        Optional<String> versionId = permit.isPresent() ? permit.get().versionId() : knock.versionId();
        Optional<String> branchId = permit.isPresent() ? permit.get().branchId() : knock.branchId();
        AgentState state = agents.state(knock.agentId(), branchId, versionId);
        var config = state.document().config();
        return new Admission(
                reference(state),
                versionId.isPresent() || branchId.isPresent(),
                state.document().json(),
                config,
                method(knock, permit, config.platform().auth()),
                permit.flatMap(Permit::conversationId),
                permit.isPresent() ? permit.get().environment() : knock.environment());
    }

    /**
     * The same admission with the branch that this caller meets: the one asked for in the opening message, or else the
     * one that the agent's traffic leads them to, by the name of the user or, where there is none, of the conversation.
     *
     * @throws OpeningRefused when the agent has no such branch
     */
    Admission settle(Admission admission, CallRequest request, String conversationId) {
        AgentState state = met(admission.agent().id(), request, conversationId);
        return new Admission(
                reference(state),
                true,
                state.document().json(),
                state.document().config(),
                admission.authorizationMethod(),
                admission.conversationId(),
                admission.environment());
    }

    private AgentState met(String agentId, CallRequest request, String conversationId) {
        try {
            return request.branchId()
                    .map(branch -> agents.state(agentId, Optional.of(branch), Optional.empty()))
                    .orElseGet(() -> agents.met(agentId, request.caller(conversationId)));
        } catch (Refusal.NotFound missing) {
            throw new OpeningRefused(
                    OpeningRefused.Problem.VALUE_ERROR, "The agent has no branch of the id that branch_id names.");
        }
    }

    private static AgentReference reference(AgentState state) {
        Agent agent = state.agent();
        return new AgentReference(
                agent.id(), agent.name(), Optional.of(state.versionId()), Optional.of(state.branchId()));
    }

    /** The signature that lets whoever holds it talk to an agent for a while. */
    String sign(Permit permit) {
        agents.state(permit.agentId(), permit.branchId(), permit.versionId());
        return signedUrls().sign(permit);
    }

    private String method(Knock knock, Optional<Permit> permit, AuthConfig auth) {
        Optional<String> apiKey = knock.key().filter(key -> !SignedUrls.isSignature(key));
        if (apiKey.isPresent()) {
            keys.recognise(apiKey.get()).demand(Role.OPERATOR, Scope.CONVAI_WRITE);
            return "authorization_header";
        }
        checkOrigin(knock.origin(), auth);
        if (permit.isPresent()) {
            return "signed_url";
        }
        if (auth.enableAuth()) {
            throw new Refusal.Unauthorized(
                    "needs_authorization", "This agent is private: open it with a signed URL or an xi-api-key header.");
        }
        return "public";
    }

    private static void checkOrigin(Optional<String> origin, AuthConfig auth) {
        if (origin.isEmpty()) {
            if (auth.requireOriginHeader()) {
                throw new Refusal.Forbidden(
                        "origin_required", "This agent can be opened only from web pages, and no Origin was sent.");
            }
            return;
        }
        List<String> allowed = auth.allowedHosts();
        if (!allowed.isEmpty() && allowed.stream().noneMatch(host -> isHost(host, origin.get()))) {
            throw new Refusal.Forbidden("origin_not_allowed", "This agent cannot be opened from this web page.");
        }
    }

    /** The contract matches the host exactly; a port in the list has to match as well. */
    private static boolean isHost(String allowed, String origin) {
        try {
            URI page = URI.create(origin);
            return allowed.equalsIgnoreCase(page.getHost()) || allowed.equalsIgnoreCase(page.getAuthority());
        } catch (IllegalArgumentException opaque) {
            return false;
        }
    }

    SignedUrls signedUrls() {
        SignedUrls known = signedUrls;
        if (known == null) {
            known = new SignedUrls(secrets.derivedKey(SIGNING), clock);
            signedUrls = known;
        }
        return known;
    }
}
