package antiphon.conversations.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.conversations.Clock;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationStartTest {
    private static boolean journalKept(boolean textOnly, boolean voiceRecorded, boolean wordsKept) {
        return new ConversationStart(
                        "conv_1",
                        new ConversationStart.AgentReference("agent_1", "Guide", Optional.empty(), Optional.empty()),
                        Clock.START,
                        "public",
                        "unknown",
                        Optional.empty(),
                        "en",
                        textOnly,
                        voiceRecorded,
                        wordsKept,
                        Optional.empty(),
                        "production",
                        JsonValue.EMPTY_JSON_OBJECT,
                        "mute",
                        JsonValue.EMPTY_JSON_OBJECT)
                .journalKept();
    }

    @Test
    void a_journal_is_kept_where_all_that_stands_in_it_may_be_kept() {
        assertEquals(true, journalKept(false, true, true));
        assertEquals(true, journalKept(true, false, true), "text alone has no voice to be kept");
        assertEquals(false, journalKept(false, false, true), "a voice that must not be recorded");
        assertEquals(false, journalKept(true, false, false), "zero retention");
        assertEquals(false, journalKept(false, false, false));
    }
}
