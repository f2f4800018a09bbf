package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.conversations.ContractSchema;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerMessageTest {
    private static final ContractSchema CONTRACT = ContractSchema.events();

    @Test
    void the_measure_is_not_blind() {
        assertFalse(
                CONTRACT.problems("AudioPayload", ServerMessage.interruption(1)).isEmpty());
    }

    @Test
    void the_first_ping_says_that_no_latency_is_known() {
        JsonObject ping = ServerMessage.ping(1, OptionalLong.empty());
        assertEquals(List.of(), CONTRACT.problems("PingPayload", ping));
        assertEquals(JsonValue.NULL, ping.getJsonObject("ping_event").get("ping_ms"));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void every_end_of_a_call_closes_the_socket_with_a_code_of_the_contract(Cause cause) {
        Closing closing = Closing.after(new CallEnd(cause, "It is over."));
        if (closing.error()) {
            assertEquals(List.of(), CONTRACT.problems("ErrorPayload", ServerMessage.error(closing)));
        } else {
            assertEquals(Closing.NORMAL, closing.code());
        }
    }

    @Test
    void a_long_reason_is_cut_between_characters() {
        Closing closing = Closing.refused("ä".repeat(100));
        assertTrue(closing.phrase().getBytes(StandardCharsets.UTF_8).length <= 123);
        assertTrue(closing.phrase().matches("ä+…"));
    }
}
