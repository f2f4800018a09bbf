package antiphon.simulation.library;

import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.simulation.library.AgentTest.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The tests of this server. */
@ApplicationScoped
public class AgentTests {
    private static final String PARENT = "parent_folder_id";

    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    TestFolders folders;

    @Inject
    AuditTrail audit;

    /**
     * Keeps a test.
     *
     * @param sent as the contract's operation takes it
     * @throws Refusal.Invalid naming every place that is wrong, or a folder that is not there
     */
    @Transactional
    public AgentTest create(JsonObject sent, Actor by) {
        TestKind kind = TestKind.checked(sent, true);
        Patterns.check(sent);
        Optional<String> folder = folder(sent);
        folders.mustExist(folder, List.of("body", PARENT));
        AgentTest test = AgentTest.test(kind, sent, new Place(sent.getString("name"), folder), by, clock.instant());
        entities.persist(test);
        audit.note(by, "agent_test.create", test.id(), null, test.fingerprint());
        return test;
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    public AgentTest find(String id) {
        return found(id, LockModeType.NONE);
    }

    /** The tests with these ids, in their order; ids of tests that are gone, and of folders, are passed over. */
    @Transactional
    public List<AgentTest> present(Collection<String> ids) {
        return ids.stream()
                .distinct()
                .filter(PublicId::isPlausible)
                .map(id -> entities.find(AgentTest.class, id))
                .filter(Objects::nonNull)
                .filter(test -> !test.isFolder())
                .toList();
    }

    /** Puts a new test in the place of an old one. It stays in its folder unless the new one names another. */
    @Transactional
    public AgentTest replace(String id, JsonObject sent, Actor by) {
        AgentTest test = found(id, LockModeType.PESSIMISTIC_WRITE);
        TestKind kind = TestKind.checked(sent, false);
        Patterns.check(sent);
        Optional<String> folder = sent.containsKey(PARENT) ? folder(sent) : test.folderId();
        folders.mustExist(folder, List.of("body", PARENT));
        String before = test.fingerprint();
        Place place = new Place(sent.getString("name"), folder);
        test.become(kind, sent, place, clock.instant());
        audit.note(by, "agent_test.change", id, before, test.fingerprint());
        return test;
    }

    /** What was found out by it stays. */
    @Transactional
    public void delete(String id, Actor by) {
        AgentTest test = found(id, LockModeType.PESSIMISTIC_WRITE);
        entities.remove(test);
        audit.note(by, "agent_test.delete", id, test.fingerprint(), null);
    }

    /** A page of tests, and of folders where they are wanted. */
    @Transactional
    Page<AgentTest> list(TestSelection selection) {
        TestSelection.Statement statement = selection.statement();
        Query query = entities.createNativeQuery(statement.sql(), AgentTest.class);
        for (int i = 0; i < statement.values().size(); i++) {
            query.setParameter(i + 1, statement.values().get(i));
        }
        @SuppressWarnings("unchecked") // the query names its entity
        List<AgentTest> rows = query.getResultList();
        return Page.cut(rows, selection.pageSize(), selection::after);
    }

    private AgentTest found(String id, LockModeType lock) {
        AgentTest test = PublicId.isPlausible(id) ? entities.find(AgentTest.class, id, lock) : null;
        if (test == null || test.isFolder()) {
            throw Refusal.NotFound.of("test", id);
        }
        return test;
    }

    private static Optional<String> folder(JsonObject sent) {
        return sent.get(PARENT) instanceof JsonString id ? Optional.of(id.getString()) : Optional.empty();
    }

    static Refusal.Invalid wrong(List<Object> path, String message) {
        return new Refusal.Invalid(new Problem(path, message, "value_error"));
    }
}
