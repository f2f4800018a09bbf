package antiphon.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Refusal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorsTest {
    @Test
    void only_the_listed_operations_are_open() {
        assertTrue(OpenDoors.include("GET", "/v1/convai/agents/agent_1/widget"));
        assertTrue(OpenDoors.include("GET", "/v1/antiphon/agent-files/agtfile_1"));
        assertTrue(OpenDoors.include("POST", "/v1/convai/conversations/conv_1/feedback"));
        assertFalse(OpenDoors.include("PATCH", "/v1/convai/agents/agent_1/widget"));
        assertFalse(OpenDoors.include("GET", "/v1/convai/agents/agent_1"));
        assertFalse(OpenDoors.include("GET", "/v1/convai/agents/a/b/widget"));
        assertFalse(OpenDoors.include("GET", "/v1/convai/conversation/get-signed-url"));
    }

    @Test
    void whatever_may_be_under_v1_is_guarded() {
        assertFalse(OpenDoors.areOutsideOf("/v1/convai/agents"));
        assertFalse(OpenDoors.areOutsideOf("//v1/convai/agents"));
        assertFalse(OpenDoors.areOutsideOf("/%761/convai/agents"));
        assertTrue(OpenDoors.areOutsideOf("/health"));
    }

    @Test
    void lookers_look_operators_call_editors_change_and_admins_keep_the_keys() {
        assertEquals(Role.VIEWER, NeededRole.of("GET", "/v1/convai/agents"));
        assertEquals(Role.EDITOR, NeededRole.of("POST", "/v1/convai/agents/create"));
        assertEquals(Role.EDITOR, NeededRole.of("DELETE", "/v1/convai/secrets/secret_1"));
        assertEquals(Role.OPERATOR, NeededRole.of("POST", "/v1/convai/sip-trunk/outbound-call"));
        assertEquals(Role.ADMIN, NeededRole.of("GET", "/v1/antiphon/keys"));
        assertEquals(Role.ADMIN, NeededRole.of("POST", "/v1/antiphon/webhooks/wh_1/rotate-secret"));
        assertEquals(Role.EDITOR, NeededRole.of("POST", "/v1/antiphon/webhook-deliveries/replay"));
        assertEquals(Role.ADMIN, NeededRole.of("GET", "/v1/antiphon/conversations/conv_1/journal"));
    }

    @Test
    void a_key_for_one_area_of_the_api_is_for_no_other() {
        assertEquals(Scope.CONVAI_READ, Scope.of("GET", "/v1/convai/agents"));
        assertEquals(Scope.CONVAI_WRITE, Scope.of("PATCH", "/v1/convai/agents/agent_1"));
        assertEquals(Scope.TEXT_TO_SPEECH, Scope.of("POST", "/v1/text-to-speech/voice/stream"));
        assertEquals(Scope.SPEECH_TO_TEXT, Scope.of("POST", "/v1/single-use-token/batch_scribe"));
        assertEquals(Scope.VOICES_READ, Scope.of("GET", "/v2/voices"));
        assertEquals(Scope.USER_READ, Scope.of("GET", "/v1/usage/character-stats"));
        assertEquals(Scope.WORKSPACE_WRITE, Scope.of("POST", "/v1/antiphon/keys"));
        assertEquals(Scope.WORKSPACE_READ, Scope.of("GET", "/v1/whatever/comes"));
        Actor speaker = new Actor("key_1", "speaker", Role.ADMIN, Set.of(Scope.TEXT_TO_SPEECH));
        speaker.demand(Role.OPERATOR, Scope.TEXT_TO_SPEECH);
        assertThrows(Refusal.Forbidden.class, () -> speaker.demand(Role.VIEWER, Scope.CONVAI_READ));
    }

    @Test
    void a_role_covers_itself_and_what_is_below() {
        assertTrue(Role.ADMIN.covers(Role.EDITOR));
        assertTrue(Role.EDITOR.covers(Role.EDITOR));
        assertFalse(Role.VIEWER.covers(Role.OPERATOR));
        Actor viewer = new Actor("key_1", "looker", Role.VIEWER);
        assertThrows(Refusal.Forbidden.class, () -> viewer.demand(Role.EDITOR));
    }

    @Test
    void a_key_comes_in_its_own_header_or_as_a_bearer_token() {
        assertEquals(Optional.of("k"), CallerFilter.secret("k", "Bearer other"));
        assertEquals(Optional.of("k"), CallerFilter.secret(null, "bearer k"));
        assertEquals(Optional.empty(), CallerFilter.secret(" ", "Basic abc"));
        assertEquals(Optional.empty(), CallerFilter.secret(null, "Bearer "));
    }
}
