package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.record.ConversationSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationSettingsTest {
    private static final URI REQUEST = URI.create("http://localhost:9080/v1/");

    private static ConversationSettings settings(Map<String, String> values) {
        return ConversationSettings.read(key -> Optional.ofNullable(values.get(key)));
    }

    @Test
    void the_defaults_are() {
        ConversationSettings settings = settings(Map.of());
        assertEquals(5 * Runtime.getRuntime().availableProcessors(), settings.mostCalls());
        assertEquals(Path.of("data"), settings.data());
        assertEquals(Optional.empty(), settings.publicUrl());
        assertFalse(settings.trustsProxy());
        assertFalse(settings.enclave());
        assertTrue(settings.serverName().contains(":"));
    }

    @Test
    void a_wrong_value_is_named() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> settings(Map.of("conversations.calls.most", "many")));
        assertTrue(String.valueOf(wrong.getMessage()).contains("conversations.calls.most"));
        assertThrows(
                IllegalArgumentException.class, () -> settings(Map.of("antiphon.public.url", "voice.example.com")));
    }

    @Test
    void the_public_address_is_the_configured_one() {
        PublicAddress address =
                new PublicAddress(settings(Map.of("antiphon.public.url", "https://voice.example.com/a/")));
        assertEquals("wss://voice.example.com/a", address.webSocket(REQUEST, name -> null));
    }

    @Test
    void or_else_the_requests_own() {
        PublicAddress address = new PublicAddress(settings(Map.of()));
        assertEquals("ws://localhost:9080", address.webSocket(REQUEST, name -> "https"));
    }

    @Test
    void a_proxy_is_believed_only_when_trusted() {
        Map<String, String> headers =
                Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "voice.example.com, inner");
        PublicAddress trusting = new PublicAddress(settings(Map.of("antiphon.proxy.trusted", "true")));
        assertEquals("wss://voice.example.com", trusting.webSocket(REQUEST, headers::get));
        assertEquals(
                "ws://localhost:9080", trusting.webSocket(REQUEST, name -> name.endsWith("Host") ? "a/b?c" : null));
    }
}
