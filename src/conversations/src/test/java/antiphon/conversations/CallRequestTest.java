package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.OpeningRefused.Problem;
import antiphon.conversations.record.ConversationStart.AgentReference;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallRequestTest {
    private static final AgentReference AGENT =
            new AgentReference("agent_1", "Guide", Optional.empty(), Optional.of("agtbrch_1"));

    private static CallRequest request(String clientData) {
        JsonObject message = Json.createReader(new StringReader(clientData)).readObject();
        return new CallRequest(message, Optional.of("js_sdk"), Optional.empty(), false);
    }

    @Test
    void the_values_of_secret_variables_are_not_kept() {
        CallRequest request =
                request("{\"user_id\":\"ada\",\"dynamic_variables\":{\"name\":\"Ada\",\"secret__token\":\"hush\"}}");
        assertFalse(request.withoutSecrets().toString().contains("hush"));
        assertTrue(request.withoutSecrets().toString().contains("Ada"));
        assertTrue(request.dynamicVariables().containsKey("secret__token"), "the call itself has them");
    }

    @Test
    void what_holds_no_secret_is_kept_as_it_was_sent() {
        CallRequest request = request("{\"dynamic_variables\":{\"name\":\"Ada\"},\"anything\":[1]}");
        assertEquals(request.clientData(), request.withoutSecrets());
    }

    @Test
    void the_agents_own_branch_may_be_named() {
        assertDoesNotThrow(() -> request("{\"branch_id\":\"agtbrch_1\",\"environment\":\"staging\"}")
                .check(AGENT));
        assertDoesNotThrow(() -> request("{\"branch_id\":null}").check(AGENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"branch_id", "user_id", "environment"})
    void what_cannot_be_kept_or_found_is_refused(String field) {
        CallRequest request = request("{\"" + field + "\":\"" + "x".repeat(501) + "\"}");
        OpeningRefused refused = assertThrows(OpeningRefused.class, () -> request.check(AGENT));
        assertEquals(Problem.VALUE_ERROR, refused.problem());
        assertTrue(refused.message().contains(field), refused.message());
    }
}
