package antiphon.simulation.library;

import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.simulation.library.AgentTest.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders of tests, and what lies where. */
@ApplicationScoped
class TestFolders {
    private static final String CREATION = "Body_Create_agent_test_folder_v1_convai_agent_testing_folders_post";
    private static final String CHANGE =
            "Body_Update_agent_test_folder_v1_convai_agent_testing_folders__folder_id__patch";
    private static final String MOVE = "Body_Bulk_move_tests_to_folder_v1_convai_agent_testing_bulk_move_post";
    private static final String ROOT = "root";

    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    FolderTree tree;

    @Inject
    AuditTrail audit;

    @Transactional
    AgentTest create(JsonObject sent, Actor by) {
        check(CREATION, sent);
        Optional<String> parent = id(sent, "parent_folder_id");
        mustExist(parent, List.of("body", "parent_folder_id"));
        AgentTest folder = AgentTest.folder(new Place(sent.getString("name"), parent), by, clock.instant());
        entities.persist(folder);
        audit.note(by, "agent_test_folder.create", folder.id(), null, folder.fingerprint());
        return folder;
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    AgentTest find(String id) {
        return found(id, LockModeType.NONE);
    }

    @Transactional
    AgentTest rename(String id, JsonObject sent, Actor by) {
        check(CHANGE, sent);
        AgentTest folder = found(id, LockModeType.PESSIMISTIC_WRITE);
        String before = folder.fingerprint();
        folder.rename(sent.getString("name"), clock.instant());
        audit.note(by, "agent_test_folder.change", id, before, folder.fingerprint());
        return folder;
    }

    /**
     * Deletes a folder.
     *
     * @param force with all that lies in it
     * @throws Refusal.Conflict while something lies in it, unless forced
     */
    @Transactional
    void delete(String id, boolean force, Actor by) {
        found(id, LockModeType.PESSIMISTIC_WRITE);
        List<String> all = tree.withContents(id);
        if (all.size() > 1 && !force) {
            throw new Refusal.Conflict(
                    "folder_not_empty",
                    "The folder '" + id + "' holds tests or folders; move them first, or delete it with force=true.");
        }
        for (String each : all) {
            AgentTest gone = entities.find(AgentTest.class, each);
            entities.remove(gone);
            entities.flush();
            String thing = gone.isFolder() ? "agent_test_folder.delete" : "agent_test.delete";
            audit.note(by, thing, each, gone.fingerprint(), null);
        }
    }

    /** Moves tests and folders into another folder, or out of all; either all of them or none. */
    @Transactional
    void move(JsonObject sent, Actor by) {
        check(MOVE, sent);
        // Two moves at a time could make a folder lie in itself.
        entities.createNativeQuery("lock table agent_test in share row exclusive mode")
                .executeUpdate();
        Optional<String> target = id(sent, "move_to").filter(id -> !id.equals(ROOT));
        mustExist(target, List.of("body", "move_to"));
        List<AgentTest> moved = moved(sent.getJsonArray("entity_ids"), target);
        for (AgentTest each : moved) {
            String before = each.fingerprint();
            each.move(target, clock.instant());
            audit.note(by, "agent_test.move", each.id(), before, each.fingerprint());
        }
    }

    private List<AgentTest> moved(JsonArray ids, Optional<String> target) {
        List<Problem> problems = new ArrayList<>();
        List<AgentTest> moved = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            List<Object> path = List.of("body", "entity_ids", i);
            Optional<AgentTest> each = present(ids.getString(i));
            if (each.isEmpty()) {
                problems.add(new Problem(path, "There is no test or folder with this id", "value_error"));
            } else if (each.get().isFolder()
                    && target.filter(tree.withContents(each.get().id())::contains)
                            .isPresent()) {
                problems.add(new Problem(path, "A folder cannot be moved into itself", "value_error"));
            } else {
                moved.add(each.get());
            }
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return moved;
    }

    /** @throws Refusal.Invalid naming the place, if a folder is wanted that is not there */
    void mustExist(Optional<String> folderId, List<Object> path) {
        if (folderId.isPresent()
                && present(folderId.get()).filter(AgentTest::isFolder).isEmpty()) {
            throw AgentTests.wrong(
                    path, "There is no folder with this id; POST /v1/convai/agent-testing/folders makes one");
        }
    }

    private Optional<AgentTest> present(String id) {
        return PublicId.isPlausible(id) ? Optional.ofNullable(entities.find(AgentTest.class, id)) : Optional.empty();
    }

    private AgentTest found(String id, LockModeType lock) {
        AgentTest folder = PublicId.isPlausible(id) ? entities.find(AgentTest.class, id, lock) : null;
        if (folder == null || !folder.isFolder()) {
            throw Refusal.NotFound.of("folder", id);
        }
        return folder;
    }

    private static Optional<String> id(JsonObject sent, String name) {
        return sent.get(name) instanceof JsonString id ? Optional.of(id.getString()) : Optional.empty();
    }

    private static void check(String schema, JsonObject sent) {
        List<Problem> problems = Contract.stated().problems(schema, sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }
}
