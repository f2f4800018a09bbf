package antiphon.simulation.library;

import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;

/** The tests and their folders put together by hand. */
public final class LibraryFurniture {
    private final AgentTests tests = new AgentTests();
    private final TestFolders folders = new TestFolders();
    private final TestListing listing = new TestListing();

    public LibraryFurniture(EntityManager entities, InstantSource clock, AuditTrail audit) {
        FolderTree tree = new FolderTree();
        tree.entities = entities;
        folders.entities = entities;
        folders.clock = clock;
        folders.tree = tree;
        folders.audit = audit;
        tests.entities = entities;
        tests.clock = clock;
        tests.folders = folders;
        tests.audit = audit;
        listing.tests = tests;
        listing.tree = tree;
    }

    public AgentTests tests() {
        return tests;
    }

    public List<Object> doors(Caller caller) {
        AgentTestsResource testsDoor = new AgentTestsResource();
        testsDoor.tests = tests;
        testsDoor.folders = folders;
        testsDoor.listing = listing;
        testsDoor.caller = caller;
        TestFoldersResource foldersDoor = new TestFoldersResource();
        foldersDoor.folders = folders;
        foldersDoor.listing = listing;
        foldersDoor.caller = caller;
        return List.of(testsDoor, foldersDoor);
    }
}
