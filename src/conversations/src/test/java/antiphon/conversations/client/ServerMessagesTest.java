package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.VoiceScored;
import antiphon.conversations.OpenCallFixture;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerMessagesTest {
    private static final Usage SPENT = new Usage(800, 12);

    private final List<JsonObject> told = new ArrayList<>();

    private void tell(boolean textOnly, Set<ClientEvent> wanted, CallNews... news) {
        var messages = ServerMessages.toCaller(OpenCallFixture.facts(textOnly, List.of()), wanted, told::add);
        for (CallNews each : news) {
            messages.tell(each);
        }
    }

    private List<String> types() {
        return told.stream().map(message -> message.getString("type")).toList();
    }

    private static AgentSaid said(int turn, Usage usage) {
        return new AgentSaid(turn, "Good day.", "Good day.", false, usage);
    }

    @Test
    void only_what_is_wanted_is_told() {
        CallNews[] news = {new VoiceScored(1, 0.9), new UserSaid(2, "Hello", false), new AgentResponded(2, "Good day.")
        };
        tell(false, ClientEvent.wanted(List.of("user_transcript")), news);
        assertEquals(List.of("user_transcript"), types());
    }

    @Test
    void what_the_contract_sends_by_default_is_wanted_unless_something_is_listed() {
        assertTrue(ClientEvent.wanted(List.of()).contains(ClientEvent.AUDIO));
        assertFalse(ClientEvent.wanted(List.of()).contains(ClientEvent.VAD_SCORE));
        assertEquals(EnumSet.of(ClientEvent.VAD_SCORE), ClientEvent.wanted(List.of("vad_score", "of_tomorrow")));
    }

    @Test
    void an_answer_is_told_as_it_grows_to_those_who_ask_for_it() {
        tell(
                false,
                Set.of(ClientEvent.INTERNAL_TENTATIVE_AGENT_RESPONSE),
                new AgentBegan(1),
                new AgentTextGrew(1, "Good "),
                new AgentTextGrew(1, "day."),
                new AgentBegan(2),
                new AgentTextGrew(2, "Yes."));
        assertEquals(
                List.of("Good ", "Good day.", "Yes."),
                told.stream()
                        .map(message -> message.getJsonObject("tentative_agent_response_internal_event")
                                .getString("tentative_agent_response"))
                        .toList());
    }

    @Test
    void the_context_is_as_large_as_the_model_said() {
        tell(false, Set.of(ClientEvent.CONTEXT_USAGE), said(2, SPENT));
        JsonObject usage = told.getFirst().getJsonObject("context_usage_event");
        assertEquals(812, usage.getInt("context_tokens"));
        assertEquals(128_000, usage.getInt("context_limit_tokens"));
        assertEquals("mute", usage.getString("model"));
    }

    @Test
    void nothing_is_told_of_a_context_whose_size_is_not_known() {
        tell(
                false,
                Set.of(ClientEvent.CONTEXT_USAGE),
                said(2, Usage.UNKNOWN),
                new ToolWanted(3, new ToolUse("t", "weather", "{}")),
                said(3, SPENT));
        assertEquals(List.of(), types());
    }

    @Test
    void in_writing_the_agent_is_seen_to_type() {
        tell(true, Set.of(ClientEvent.AGENT_TYPING), new AgentBegan(1), new AgentResponded(1, "Good day."));
        assertEquals(
                List.of(true, false),
                told.stream()
                        .map(message ->
                                message.getJsonObject("agent_typing_event").getBoolean("is_typing"))
                        .toList());
        told.clear();
        tell(false, Set.of(ClientEvent.AGENT_TYPING), new AgentBegan(1), new AgentResponded(1, "Good day."));
        assertEquals(List.of(), types());
    }
}
