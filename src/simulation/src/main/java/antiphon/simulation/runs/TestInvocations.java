package antiphon.simulation.runs;

import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.conversations.TextCalls.Subject;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import antiphon.identity.Workspaces;
import antiphon.simulation.TestedAgents;
import antiphon.simulation.library.AgentTest;
import antiphon.simulation.library.AgentTests;
import antiphon.simulation.runs.RunRequest.Wanted;
import antiphon.simulation.runs.TestInvocation.Tally;
import antiphon.simulation.runs.TestRun.Place;
import antiphon.simulation.runs.TestRun.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What agents were put to, and what came of it. */
@ApplicationScoped
public class TestInvocations {
    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    TestedAgents agents;

    @Inject
    AgentTests tests;

    @Inject
    Workspaces workspaces;

    @Inject
    AuditTrail audit;

    /**
     * Puts tests into the queue.
     *
     * @param sent as the contract's operation takes it
     * @return the contract's GetTestSuiteInvocationResponseModel
     */
    @Transactional
    JsonObject begin(String agentId, JsonObject sent, Actor by) {
        RunRequest request = RunRequest.read(sent);
        Subject agent = agents.find(agentId, request.branchId(), Optional.empty());
        Map<String, AgentTest> found = request.found(tests);
        Optional<String> draft = draft(request.override());
        TestInvocation invocation = new TestInvocation(
                agent, draft.isPresent(), request.title(found), request.repeats(), by, clock.instant());
        invocation.inFolder(request.commonFolder().orElse(null));
        entities.persist(invocation);
        entities.flush();
        int position = 0;
        for (Wanted wanted : request.tests()) {
            AgentTest test = found.get(wanted.testId());
            for (int i = 0; test != null && i < request.repeats(); i++) {
                Place place =
                        new Place(invocation.id(), position++, wanted.nodeId(), wanted.folderId(), wanted.folderName());
                entities.persist(new TestRun(place, test, agent, draft, clock.instant()));
            }
        }
        audit.note(by, "agent_test.run", invocation.id(), null, Fingerprint.of(sent.toString()));
        entities.flush();
        return shown(invocation);
    }

    private Optional<String> draft(Optional<JsonObject> override) {
        return override.map(document -> {
            TestDraft draft = new TestDraft(document, clock.instant());
            entities.persist(draft);
            entities.flush();
            return draft.id();
        });
    }

    /** @return the contract's GetTestSuiteInvocationResponseModel */
    @Transactional
    JsonObject show(String id) {
        return shown(found(id, LockModeType.NONE));
    }

    private JsonObject shown(TestInvocation invocation) {
        List<TestRun> runs = runs(invocation.id());
        String workspace = workspaces.only().map(each -> each.id()).orElse("");
        JsonArrayBuilder shown = Json.createArrayBuilder();
        runs.forEach(run -> shown.add(run.asJson(workspace)));
        boolean repeated = invocation.repeatCount() > 1;
        boolean waiting = runs.stream().anyMatch(run -> run.status() == Status.PENDING);
        JsonArray groups = repeated ? ResultGroups.of(runs) : JsonValue.EMPTY_JSON_ARRAY;
        return invocation.asJson(shown.build(), groups, repeated ? (waiting ? "pending" : "completed") : null);
    }

    /** @return the contract's GetTestInvocationsPageResponseModel */
    @Transactional
    JsonObject list(InvocationSelection selection, Actor viewer) {
        InvocationSelection.Statement statement = selection.statement();
        Query query = entities.createNativeQuery(statement.sql(), TestInvocation.class);
        for (int i = 0; i < statement.values().size(); i++) {
            query.setParameter(i + 1, statement.values().get(i));
        }
        @SuppressWarnings("unchecked") // the query names its entity
        List<TestInvocation> rows = query.getResultList();
        Page<TestInvocation> page = Page.cut(rows, selection.pageSize(), selection::after);
        Map<String, Tally> tallies =
                tallies(page.items().stream().map(TestInvocation::id).toList());
        JsonObject shown =
                page.asJson("results", each -> each.asSummary(tallies.getOrDefault(each.id(), Tally.NONE), viewer));
        return Json.createObjectBuilder(shown)
                .add(
                        "meta",
                        Json.createObjectBuilder()
                                .addNull("total")
                                .addNull("page")
                                .add("page_size", selection.pageSize()))
                .build();
    }

    private Map<String, Tally> tallies(List<String> ids) {
        Map<String, Tally> tallies = new HashMap<>();
        List<?> rows = entities.createNativeQuery("""
                        select r.invocation_id,
                            count(*) filter (where r.status = 'passed'), count(*) filter (where r.status = 'failed'),
                            count(*) filter (where r.status = 'pending'), count(*) filter (where r.status = 'cancelled'),
                            count(*) filter (where r.version_id <> i.version_id)
                        from test_run r join test_invocation i on i.id = r.invocation_id
                        where i.id = any(string_to_array(?1, ',')) group by r.invocation_id
                        """)
                .setParameter(1, String.join(",", ids))
                .getResultList();
        for (Object row : rows) {
            Object[] counts = (Object[]) row;
            tallies.put(
                    (String) counts[0],
                    new Tally(
                            number(counts[1]),
                            number(counts[2]),
                            number(counts[3]),
                            number(counts[4]),
                            number(counts[5]) > 0));
        }
        return tallies;
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }

    /** What has not come to anything yet will not. */
    @Transactional
    void cancel(String id, Actor by) {
        TestInvocation invocation = found(id, LockModeType.PESSIMISTIC_WRITE);
        invocation.cancel();
        for (TestRun run : runs(id)) {
            entities.lock(run, LockModeType.PESSIMISTIC_WRITE);
            entities.refresh(run);
            if (run.status() == Status.PENDING) {
                run.cancel(clock.instant());
            }
        }
        audit.note(by, "agent_test.cancel", id, null, null);
    }

    /** Puts runs into the queue once more: with the tests as they are now, where they are still there. */
    @Transactional
    void resubmit(String id, JsonObject sent, Actor by) {
        ResubmitRequest request = ResubmitRequest.read(sent);
        TestInvocation invocation = found(id, LockModeType.PESSIMISTIC_WRITE);
        List<TestRun> wanted = request.found(runs(id));
        Subject agent = agents.find(request.agentId(), request.branchId(), Optional.empty());
        Optional<String> draft = draft(request.override());
        for (TestRun run : wanted) {
            entities.lock(run, LockModeType.PESSIMISTIC_WRITE);
            Optional<AgentTest> now =
                    tests.present(List.of(run.testId())).stream().findFirst();
            run.submit(now, agent, draft, clock.instant());
        }
        invocation.revive();
        audit.note(by, "agent_test.resubmit", id, null, Fingerprint.of(sent.toString()));
    }

    private List<TestRun> runs(String id) {
        return entities.createQuery(
                        "select r from TestRun r where r.invocationId = :id order by r.position", TestRun.class)
                .setParameter("id", id)
                .getResultList();
    }

    private TestInvocation found(String id, LockModeType lock) {
        TestInvocation invocation = PublicId.isPlausible(id) ? entities.find(TestInvocation.class, id, lock) : null;
        if (invocation == null) {
            throw Refusal.NotFound.of("test_invocation", id);
        }
        return invocation;
    }
}
