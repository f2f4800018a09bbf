package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import antiphon.api.Refusal;
import antiphon.conversations.SignedUrls.Permit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedUrlsTest {
    private final Clock clock = new Clock();
    private final SignedUrls urls = new SignedUrls(new byte[32], clock);
    private final Permit permit =
            new Permit("agent_1", Optional.of("conv_1"), Optional.empty(), Optional.of("agtvrsn_1"), Optional.empty());

    @Test
    void a_signature_permits_what_was_signed() {
        assertEquals(permit, urls.check("agent_1", urls.sign(permit)));
    }

    @Test
    void it_opens_for_fifteen_minutes() {
        String signature = urls.sign(permit);
        clock.pass(Duration.ofMinutes(15).minusSeconds(1));
        urls.check("agent_1", signature);
        clock.pass(Duration.ofSeconds(1));
        Refusal.Unauthorized refusal = assertThrows(Refusal.Unauthorized.class, () -> urls.check("agent_1", signature));
        assertEquals("signature_expired", refusal.status());
    }

    @Test
    void it_opens_no_other_agent() {
        String signature = urls.sign(permit);
        assertThrows(Refusal.Unauthorized.class, () -> urls.check("agent_2", signature));
    }

    @Test
    void one_changed_character_spoils_it() {
        String signature = urls.sign(permit);
        for (int i = 0; i < signature.length(); i++) {
            String changed =
                    signature.substring(0, i) + (signature.charAt(i) == 'A' ? 'Q' : 'A') + signature.substring(i + 1);
            // The last character of unpadded base64 holds bits that mean nothing.
            if (i != signature.length() - 1 && i != signature.indexOf('.') - 1) {
                assertThrows(Refusal.Unauthorized.class, () -> urls.check("agent_1", changed), changed);
            }
        }
    }

    @Test
    void another_servers_key_does_not_do() {
        SignedUrls others = new SignedUrls(
                "another key of thirty-two bytes!".getBytes(java.nio.charset.StandardCharsets.UTF_8), clock);
        String signature = others.sign(permit);
        assertThrows(Refusal.Unauthorized.class, () -> urls.check("agent_1", signature));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "nonsense", "cvtkn_abc.def.ghi", "%%%.%%%"})
    void nonsense_is_refused(String signature) {
        assertThrows(Refusal.Unauthorized.class, () -> urls.check("agent_1", signature));
    }
}
