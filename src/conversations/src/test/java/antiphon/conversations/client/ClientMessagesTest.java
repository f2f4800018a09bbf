package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.conversations.client.ClientMessage.AudioChunk;
import antiphon.conversations.client.ClientMessage.ClientToolResult;
import antiphon.conversations.client.ClientMessage.ContextualUpdate;
import antiphon.conversations.client.ClientMessage.Feedback;
import antiphon.conversations.client.ClientMessage.Initiation;
import antiphon.conversations.client.ClientMessage.McpToolApproval;
import antiphon.conversations.client.ClientMessage.Multimodal;
import antiphon.conversations.client.ClientMessage.Pong;
import antiphon.conversations.client.ClientMessage.Score;
import antiphon.conversations.client.ClientMessage.Unknown;
import antiphon.conversations.client.ClientMessage.UserActivity;
import antiphon.conversations.client.ClientMessage.UserMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessagesTest {
    @Test
    void a_chunk_of_sound_needs_no_type() throws InvalidMessage {
        AudioChunk chunk = (AudioChunk) ClientMessages.read("{\"user_audio_chunk\":\"AAEC\"}");
        assertArrayEquals(new byte[] {0, 1, 2}, chunk.sound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_audio_chunk\":\"/+EC\"}",
                "{\"user_audio_chunk\": \"/+EC\"}",
                " { \"user_audio_chunk\" :\t\"/+EC\" }",
                "{\"user_audio_chunk\":\"\\/+EC\"}",
                "{\"user_audio_chunk\":\"AAEC\",\"user_audio_chunk\":\"/+EC\"}",
                "{\"type\":\"user_audio_chunk\",\"user_audio_chunk\":\"/+EC\"}"
            })
    void a_chunk_is_the_same_however_its_message_is_written(String text) throws InvalidMessage {
        AudioChunk chunk = (AudioChunk) ClientMessages.read(text);
        assertArrayEquals(new byte[] {-1, -31, 2}, chunk.sound());
    }

    @Test
    void a_chunk_may_be_empty() throws InvalidMessage {
        AudioChunk chunk = (AudioChunk) ClientMessages.read("{\"user_audio_chunk\":\"\"}");
        assertEquals(0, chunk.sound().length);
    }

    @Test
    void every_message_of_the_contract_is_read() throws InvalidMessage {
        assertEquals(new Pong(7), ClientMessages.read("{\"type\":\"pong\",\"event_id\":7}"));
        assertEquals(
                new UserMessage(Optional.of("Hello")),
                ClientMessages.read("{\"type\":\"user_message\",\"text\":\"Hello\"}"));
        assertEquals(
                new UserMessage(Optional.empty()), ClientMessages.read("{\"type\":\"user_message\",\"text\":null}"));
        assertEquals(new UserActivity(), ClientMessages.read("{\"type\":\"user_activity\"}"));
        assertEquals(
                new Feedback(3, Optional.of(Score.DISLIKE)),
                ClientMessages.read("{\"type\":\"feedback\",\"event_id\":3,\"score\":\"dislike\"}"));
        assertEquals(
                new Feedback(3, Optional.empty()),
                ClientMessages.read("{\"type\":\"feedback\",\"event_id\":3,\"score\":null}"));
        assertEquals(
                new McpToolApproval("t1", true),
                ClientMessages.read(
                        "{\"type\":\"mcp_tool_approval_result\",\"tool_call_id\":\"t1\",\"is_approved\":true}"));
        assertEquals(
                new ContextualUpdate("It rains.", "weather"),
                ClientMessages.read(
                        "{\"type\":\"contextual_update\",\"text\":\"It rains.\",\"context_id\":\"weather\"}"));
        assertInstanceOf(Initiation.class, ClientMessages.read("{\"type\":\"conversation_initiation_client_data\"}"));
        assertEquals(
                new Multimodal(Optional.of("See"), List.of("f")),
                ClientMessages.read(
                        "{\"type\":\"multimodal_message\",\"text\":{\"type\":\"user_message\",\"text\":\"See\"},"
                                + "\"file\":{\"type\":\"file_input\",\"file_id\":\"f\"}}"));
    }

    @Test
    void a_tool_result_may_be_of_any_type() throws InvalidMessage {
        assertEquals(
                new ClientToolResult("t", "{\"degrees\":21}", false),
                ClientMessages.read("{\"type\":\"client_tool_result\",\"tool_call_id\":\"t\","
                        + "\"result\":{\"degrees\":21},\"is_error\":false}"));
        assertEquals(
                new ClientToolResult("t", "no such thing", true),
                ClientMessages.read("{\"type\":\"client_tool_result\",\"tool_call_id\":\"t\","
                        + "\"result\":\"no such thing\",\"is_error\":true}"));
    }

    @Test
    void a_type_nobody_knows_is_passed_over() throws InvalidMessage {
        assertEquals(new Unknown("of_tomorrow"), ClientMessages.read("{\"type\":\"of_tomorrow\",\"a\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":                                         | is not JSON",
                "[1,2]                                              | not an object",
                "{\"event_id\":1}                                   | type is missing",
                "{\"user_audio_chunk\":\"AAE\"}                     | is not whole base64",
                "{\"user_audio_chunk\":\"}                        | is not JSON",
                "{\"user_audio_chunk\":12}                          | is not a string",
                "{\"type\":\"pong\",\"event_id\":\"1\"}             | event_id of pong",
                "{\"type\":\"pong\",\"event_id\":1.5}               | event_id of pong",
                "{\"type\":\"user_message\",\"text\":5}             | text of user_message is not a string",
                "{\"type\":\"feedback\",\"event_id\":1,\"score\":\"meh\"} | neither like, dislike nor null",
                "{\"type\":\"user_message\",\"text\":\"a\\u0000b\"} | U+0000 or half of a surrogate pair",
                "{\"type\":\"user_message\",\"text\":\"\\ud800\"}   | U+0000 or half of a surrogate pair"
            })
    void what_is_wrong_is_said(String text, String reason) {
        InvalidMessage invalid = assertThrows(InvalidMessage.class, () -> ClientMessages.read(text.strip()));
        assertTrue(String.valueOf(invalid.getMessage()).contains(reason.strip()), invalid.getMessage());
    }

    @Test
    void a_message_of_ten_megabytes_is_not_even_parsed() {
        String huge = "{\"user_audio_chunk\":\"" + "A".repeat(10_000_000) + "\"}";
        InvalidMessage invalid = assertThrows(InvalidMessage.class, () -> ClientMessages.read(huge));
        assertTrue(String.valueOf(invalid.getMessage()).contains("smaller chunks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret words {", "\"secret words\""})
    void the_error_does_not_repeat_the_message(String text) {
        InvalidMessage invalid = assertThrows(InvalidMessage.class, () -> ClientMessages.read(text));
        assertFalse(String.valueOf(invalid.getMessage()).contains("secret"));
    }
}
