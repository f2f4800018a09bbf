package antiphon.agents.branches;

import antiphon.agents.Agent;
import antiphon.agents.AgentBranch;
import antiphon.agents.AgentDocument;
import antiphon.agents.AgentVersion;
import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.agents.Commit;
import antiphon.agents.Commit.BranchedFrom;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import antiphon.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The branches of agents, as their owners make and change them. */
@ApplicationScoped
public class Branches {
    private static final List<String> SECTIONS = List.of("conversation_config", "platform_settings", "workflow");

    @Inject
    InstantSource clock;

    @Inject
    Agents agents;

    @Inject
    AgentVersions versions;

    @Inject
    Drafts drafts;

    @Inject
    AuditTrail audit;

    /** An agent and one of its branches. */
    public record Found(Agent agent, AgentBranch branch) {}

    /** @throws Refusal.NotFound if there is no such agent, or it has no such branch */
    @Transactional
    public Found find(String agentId, String branchId) {
        Agent agent = agents.find(agentId);
        return new Found(agent, versions.branch(agent, branchId));
    }

    /**
     * Makes a branch that begins where a version stands, with changes.
     *
     * @param sent as the contract's operation takes it
     * @return its first version
     */
    @Transactional
    public AgentVersion create(String agentId, JsonObject sent, Actor by) {
        Agent agent = agents.locked(agentId);
        mustBeVersioned(agent);
        AgentVersion parent = versions.version(agent, sent.getString("parent_version_id"));
        String name = freeName(agent, sent.getString("name"), "");
        AgentDocument document = beginning(parent, sent, by);
        AgentBranch branch = AgentBranch.from(parent, name, sent.getString("description"), by, clock.instant());
        AgentVersion first = versions.begin(branch, Commit.of(document, new BranchedFrom(parent.id())), by);
        audit.note(by, "branch.create", branch.id(), null, document.fingerprint());
        return first;
    }

    private AgentDocument beginning(AgentVersion parent, JsonObject sent, Actor by) {
        AgentDocument document = sent.getBoolean("include_draft", false)
                ? drafts.find(parent.branchId(), by).map(AgentDraft::document).orElseGet(parent::document)
                : parent.document();
        JsonObjectBuilder patch = Json.createObjectBuilder();
        for (String section : SECTIONS) {
            if (sent.get(section) instanceof JsonObject changes) {
                patch.add(section, changes);
            }
        }
        return agents.checked(document.merge(patch.build()), parent.document());
    }

    /** Changes what a branch is called and how it is treated; what it holds is changed through its agent. */
    @Transactional
    public Found change(String agentId, String branchId, JsonObject sent, Actor by) {
        Agent agent = agents.locked(agentId);
        AgentBranch branch = versions.branch(agent, branchId);
        branch.mustBeInReachOf(by);
        String before = Fingerprint.of(branch.trace());
        given(sent, "is_archived").ifPresent(away -> archive(agent, branch, away == JsonValue.TRUE));
        given(sent, "name")
                .ifPresent(name -> branch.rename(freeName(agent, ((JsonString) name).getString(), branch.id())));
        given(sent, "protection_status").ifPresent(status -> protect(branch, (JsonString) status, by));
        given(sent, "auto_rebase").ifPresent(follow -> follow(agent, branch, follow == JsonValue.TRUE));
        audit.note(by, "branch.change", branchId, before, Fingerprint.of(branch.trace()));
        return new Found(agent, branch);
    }

    private static Optional<JsonValue> given(JsonObject sent, String name) {
        return Optional.ofNullable(sent.get(name)).filter(value -> value != JsonValue.NULL);
    }

    void archive(Agent agent, AgentBranch branch, boolean away) {
        if (away && branch.id().equals(agent.branchId())) {
            throw new Refusal.Conflict("main_branch", "The main branch cannot be archived; archive the agent.");
        }
        if (away && agent.traffic().share(branch.id(), agent.branchId()).compareTo(BigDecimal.ZERO) > 0) {
            throw new Refusal.Conflict(
                    "branch_live",
                    "The branch '" + branch.id() + "' has a share of the calls; deploy without it first.");
        }
        if (!away && branch.isArchived()) {
            freeName(agent, branch.name(), branch.id());
        }
        branch.archive(away);
    }

    private static void protect(AgentBranch branch, JsonString status, Actor by) {
        if (!by.role().covers(Role.ADMIN)) {
            throw new Refusal.Forbidden(
                    "insufficient_permissions", "Only administrators change how a branch is protected.");
        }
        branch.protect(status.getString().equals("admin_perms_required"));
    }

    private static void follow(Agent agent, AgentBranch branch, boolean main) {
        if (main && branch.id().equals(agent.branchId())) {
            throw new Refusal.Conflict("main_branch", "The main branch cannot follow itself.");
        }
        branch.follow(main);
    }

    private String freeName(Agent agent, String name, String ownId) {
        if (name.isBlank()) {
            throw new Refusal.Invalid(Problem.at("body.name", "A branch needs a name", "string_too_short"));
        }
        boolean taken = versions.branches(agent).stream()
                .anyMatch(other -> !other.isArchived()
                        && !other.id().equals(ownId)
                        && other.name().equalsIgnoreCase(name));
        if (taken) {
            throw new Refusal.Conflict(
                    "branch_name_taken", "The agent has another branch of this name; choose another name.");
        }
        return name;
    }

    private static void mustBeVersioned(Agent agent) {
        if (!agent.versioned()) {
            throw new Refusal.Conflict(
                    "versioning_not_enabled",
                    "The agent '" + agent.id()
                            + "' was made without versioning; PATCH it with enable_versioning_if_not_enabled=true first.");
        }
    }
}
