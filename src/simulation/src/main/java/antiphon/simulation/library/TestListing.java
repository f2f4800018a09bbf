package antiphon.simulation.library;

import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tests and folders in brief: what they are, and where they lie. */
@ApplicationScoped
class TestListing {
    @Inject
    AgentTests tests;

    @Inject
    FolderTree tree;

    /** The contract's GetTestsPageResponseModel. */
    @Transactional
    JsonObject page(TestSelection selection, Actor viewer) {
        Page<AgentTest> page = tests.list(selection);
        Map<String, JsonObject> summaries = summaries(page.items(), viewer);
        return page.asJson("tests", test -> summaries.getOrDefault(test.id(), JsonValue.EMPTY_JSON_OBJECT));
    }

    /** The contract's GetTestsSummariesByIdsResponseModel; ids of tests that are gone are left out. */
    @Transactional
    JsonObject byId(JsonObject sent, Actor viewer) {
        List<Problem> problems = Contract.stated().problems("ListTestsByIdsRequestModel", sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        List<String> ids = sent.getJsonArray("test_ids").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
        JsonObjectBuilder found = Json.createObjectBuilder();
        summaries(tests.present(ids), viewer).forEach(found::add);
        return Json.createObjectBuilder().add("tests", found).build();
    }

    /** The contract's GetAgentTestFolderResponseModel: its path ends with the folder itself. */
    @Transactional
    JsonObject folder(AgentTest folder) {
        JsonArray path = Json.createArrayBuilder(tree.path(folder.id()))
                .add(Json.createObjectBuilder().add("id", folder.id()).add("name", folder.name()))
                .build();
        return Json.createObjectBuilder()
                .add("id", folder.id())
                .add("name", folder.name())
                .add("folder_path", path)
                .add("children_count", tree.children(List.of(folder.id())).getOrDefault(folder.id(), 0L))
                .build();
    }

    private Map<String, JsonObject> summaries(List<AgentTest> each, Actor viewer) {
        Map<String, JsonArray> paths =
                tree.paths(each.stream().map(AgentTest::id).toList());
        Map<String, Long> children = tree.children(
                each.stream().filter(AgentTest::isFolder).map(AgentTest::id).toList());
        Map<String, JsonObject> summaries = new LinkedHashMap<>();
        for (AgentTest test : each) {
            JsonObjectBuilder summary =
                    test.summary(viewer).add("folder_path", paths.getOrDefault(test.id(), JsonValue.EMPTY_JSON_ARRAY));
            test.folderId()
                    .ifPresentOrElse(
                            folder -> summary.add("folder_parent_id", folder),
                            () -> summary.addNull("folder_parent_id"));
            if (test.isFolder()) {
                summary.add("children_count", children.getOrDefault(test.id(), 0L));
            } else {
                summary.addNull("children_count");
            }
            summaries.put(test.id(), summary.build());
        }
        return summaries;
    }
}
