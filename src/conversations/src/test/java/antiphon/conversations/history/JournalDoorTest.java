package antiphon.conversations.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.testing.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalDoorTest {
    private static final String DOOR = "/v1/antiphon/conversations/";

    private final HistoryServer server = new HistoryServer();

    @BeforeAll
    void keep() throws IOException {
        server.keepAgent("agent_1");
        server.call("conv_1");
        server.call("conv_2");
        server.blobs.append("conv_1.journal", "All of it".getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_journal_is_read_by_those_who_want_it_and_not_by_those_who_only_ask_for_it() {
        Answer head = server.send("HEAD", DOOR + "conv_1/journal", "");
        assertEquals(200, head.status());
        assertEquals("attachment; filename=\"conv_1.journal\"", head.header("Content-Disposition"));
        assertEquals(0, server.blobs.opened - server.blobs.closed);

        assertEquals("All of it", server.get(DOOR + "conv_1/journal").body());
        assertEquals(0, server.blobs.opened - server.blobs.closed);
    }

    @Test
    void where_there_is_none_that_is_said() {
        assertEquals(404, server.status("GET", DOOR + "conv_2/journal", ""));
        assertEquals(404, server.status("HEAD", DOOR + "conv_2/journal", ""));
    }
}
