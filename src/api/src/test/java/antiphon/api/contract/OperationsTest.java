package antiphon.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private final Operations operations = Operations.stated();

    private Optional<String> asked(String method, String path) {
        return operations.asked(method, path).map(Operation::path);
    }

    @Test
    void every_operation_is_the_one_that_its_own_path_asks_for() {
        assertEquals(227, operations.all().size());
        for (Operation operation : operations.all()) {
            String path = operation.path().replaceAll("\\{\\w+}", "x7");
            assertEquals(Optional.of(operation), operations.asked(operation.method(), path));
        }
    }

    @Test
    void a_word_goes_before_a_variable() {
        assertEquals(Optional.of("/v1/convai/agents/summaries"), asked("GET", "v1/convai/agents/summaries"));
        assertEquals(Optional.of("/v1/convai/agents/{agent_id}"), asked("GET", "/v1/convai/agents/agent_1"));
        assertEquals(Optional.empty(), asked("GET", "/v1/antiphon/calls"));
    }

    @Test
    void doors_are_told_apart_by_their_shape() {
        Operation one = operations.asked("GET", "/v1/convai/agents/a1").orElseThrow();
        assertTrue(one.isBehind("/v1/convai/agents/{id}"));
        assertTrue(!one.isBehind("/v1/convai/agents/summaries"));
    }

    @Test
    void the_notation_of_queries_is_read() {
        List<Parameter> read = Parameter.list(
                "page_size:integer=30, types:enum(file|url)[]?, agent_id!:string, sort:enum(asc|desc)=\"desc\", from:number?, "
                        + "deep:boolean=false, agent_id2:string=\"\", one:DocumentUsageModeEnum?, what:any");
        assertEquals(
                List.of(
                        new Parameter("page_size", false, "integer", Set.of()),
                        new Parameter("types", false, "enum", Set.of("file", "url")),
                        new Parameter("agent_id", true, "string", Set.of()),
                        new Parameter("sort", false, "enum", Set.of("asc", "desc")),
                        new Parameter("from", false, "number", Set.of()),
                        new Parameter("deep", false, "boolean", Set.of()),
                        new Parameter("agent_id2", false, "string", Set.of()),
                        new Parameter("one", false, "enum", Set.of("prompt", "auto")),
                        new Parameter("what", false, "any", Set.of())),
                read);
        assertEquals(List.of(), Parameter.list(""));
    }
}
