package antiphon.agents.branches;

import antiphon.agents.Agent;
import antiphon.agents.AgentBranch;
import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.agents.Traffic;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How agents' calls are shared out among their branches, now and before. */
@ApplicationScoped
public class Deployments {
    private static final List<Object> REQUESTS = List.of("body", "deployment_request", "requests");

    /** Shares may be given with two digits after the point. */
    private static final int DIGITS = 2;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Agents agents;

    @Inject
    AgentVersions versions;

    @Inject
    AuditTrail audit;

    /** Shares an agent's calls out anew: branches that are not named get none. */
    @Transactional
    public Traffic deploy(String agentId, JsonObject sent, Actor by) {
        Agent agent = agents.locked(agentId);
        Map<String, BigDecimal> shares = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        List<JsonObject> requests = sent.getJsonObject("deployment_request")
                .getJsonArray("requests")
                .getValuesAs(JsonObject.class);
        for (int i = 0; i < requests.size(); i++) {
            AgentBranch branch = versions.branch(agent, requests.get(i).getString("branch_id"));
            branch.mustAdmit(by);
            BigDecimal share = requests.get(i)
                    .getJsonObject("deployment_strategy")
                    .getJsonNumber("traffic_percentage")
                    .bigDecimalValue();
            if (share.stripTrailingZeros().scale() > DIGITS) {
                problems.add(problem(i, "A share has at most two digits after the point"));
            }
            if (shares.putIfAbsent(branch.id(), share) != null) {
                problems.add(problem(i, "This branch is named twice"));
            }
        }
        BigDecimal sum = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(Traffic.ALL) != 0) {
            problems.add(
                    new Problem(REQUESTS, "The shares must add up to 100, not " + sum.toPlainString(), "value_error"));
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        shares.values().removeIf(share -> share.signum() == 0);
        return keep(agent, new Traffic(shares), "manual", by);
    }

    private static Problem problem(int position, String message) {
        List<Object> path = new ArrayList<>(REQUESTS);
        path.add(position);
        return new Problem(path, message, "value_error");
    }

    /** A branch that was merged gives its share to the one it went into. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void hand(Agent agent, AgentBranch from, AgentBranch to, Actor by) {
        if (agent.traffic().share(from.id(), agent.branchId()).signum() > 0) {
            keep(agent, agent.traffic().orAllTo(agent.branchId()).moved(from.id(), to.id()), "branch_merge", by);
        }
    }

    private Traffic keep(Agent agent, Traffic traffic, String source, Actor by) {
        String before = Fingerprint.of(agent.traffic().asJson().toString());
        agent.deploy(traffic);
        entities.persist(new AgentDeployment(agent, traffic, source, by, clock.instant()));
        audit.note(
                by,
                "agent.deploy",
                agent.id(),
                before,
                Fingerprint.of(traffic.asJson().toString()));
        return traffic;
    }

    /** The contract's ListResponse of AgentDeploymentHistoryItem: the newest first. */
    @Transactional
    public JsonObject history(String agentId, int page, int pageSize, Actor viewer) {
        Agent agent = agents.find(agentId);
        List<AgentDeployment> shown = entities.createQuery(
                        "select d from AgentDeployment d where d.agentId = :id order by d.deployedAt desc, d.id desc",
                        AgentDeployment.class)
                .setParameter("id", agent.id())
                .setFirstResult((page - 1) * pageSize)
                .setMaxResults(pageSize)
                .getResultList();
        long total = entities.createQuery("select count(d) from AgentDeployment d where d.agentId = :id", Long.class)
                .setParameter("id", agent.id())
                .getSingleResult();
        JsonArrayBuilder results = Json.createArrayBuilder();
        for (int i = 0; i < shown.size(); i++) {
            results.add(shown.get(i).asJson(page == 1 && i == 0, viewer));
        }
        return Json.createObjectBuilder()
                .add(
                        "meta",
                        Json.createObjectBuilder()
                                .add("total", total)
                                .add("page", page)
                                .add("page_size", pageSize))
                .add("results", results)
                .build();
    }
}
