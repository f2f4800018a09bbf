package antiphon.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorsTest {
    @Test
    void only_the_listed_operations_are_open() {
        assertTrue(OpenDoors.include("GET", "/v1/convai/agents/agent_1/widget"));
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
        assertEquals(Role.ADMIN, NeededRole.of("GET", "/v1/antiphon/api-keys"));
        assertEquals(Role.ADMIN, NeededRole.of("GET", "/v1/antiphon/conversations/conv_1/journal"));
    }

    @Test
    void a_role_covers_itself_and_what_is_below() {
        assertTrue(Role.ADMIN.covers(Role.EDITOR));
        assertTrue(Role.EDITOR.covers(Role.EDITOR));
        assertFalse(Role.VIEWER.covers(Role.OPERATOR));
        Actor viewer = new Actor("key_1", "looker", Role.VIEWER);
        assertThrows(Refusal.Forbidden.class, () -> Caller.demand(viewer, Role.EDITOR));
    }

    @Test
    void a_key_comes_in_its_own_header_or_as_a_bearer_token() {
        assertEquals(Optional.of("k"), CallerFilter.secret("k", "Bearer other"));
        assertEquals(Optional.of("k"), CallerFilter.secret(null, "bearer k"));
        assertEquals(Optional.empty(), CallerFilter.secret(" ", "Basic abc"));
        assertEquals(Optional.empty(), CallerFilter.secret(null, "Bearer "));
    }
}
