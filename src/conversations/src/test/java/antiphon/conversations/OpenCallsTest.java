package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import antiphon.agents.mcp.McpServers;
import antiphon.api.Refusal;
import antiphon.call.CallNews;
import antiphon.call.Line;
import antiphon.conversations.record.ConversationSettings;
import antiphon.conversations.record.Records;
import antiphon.language.ToolUse;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenCallsTest {
    private static final CallRequest REQUEST =
            new CallRequest(JsonValue.EMPTY_JSON_OBJECT, Optional.empty(), Optional.empty(), false);

    private final List<String> refused = new ArrayList<>();
    private boolean keepsUp = true;

    private OpenCalls calls(int most) {
        OpenCalls calls = new OpenCalls();
        calls.places = new CallPlaces();
        calls.records = new Records() {
            @Override
            public ConversationSettings settings() {
                Map<String, String> set = Map.of("conversations.calls.most", String.valueOf(most));
                return ConversationSettings.read(key -> Optional.ofNullable(set.get(key)));
            }
        };
        calls.places.records = calls.records;
        calls.places.load = new Load() {
            @Override
            boolean admits() {
                return keepsUp;
            }
        };
        calls.places.meters = new CallMeters() {
            @Override
            void refused(String why) {
                refused.add(why);
            }
        };
        calls.mcpServers = new McpServers();
        calls.plans = new CallPlans() {
            @Override
            PlannedCall plan(Admission admission, CallRequest request, String conversationId, LineTools line) {
                throw new Planned();
            }
        };
        return calls;
    }

    /** The call was taken, and got as far as being planned. */
    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Nobody implements CallerSide {
        @Override
        public Line connect(CallFacts facts) {
            throw new AssertionError("a call that is refused is not connected");
        }

        @Override
        public void useTool(int turn, ToolUse use) {}

        @Override
        public void hear(CallNews news) {}
    }

    @Test
    void a_server_that_does_not_keep_up_refuses_calls_until_it_does() {
        OpenCalls calls = calls(10);
        keepsUp = false;
        Refusal.TooMany refusal = assertThrows(
                Refusal.TooMany.class, () -> calls.open(OpenCallFixture.admission(), REQUEST, new Nobody()));
        assertEquals("too_many_calls", refusal.status());
        assertEquals(List.of("load"), refused);
        keepsUp = true;
        assertThrows(Planned.class, () -> calls.open(OpenCallFixture.admission(), REQUEST, new Nobody()));
        assertEquals(0, calls.count(), "a call that came to nothing holds no place");
    }
}
