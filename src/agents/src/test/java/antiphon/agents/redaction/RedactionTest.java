package antiphon.agents.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final Redaction ALL = Redaction.of(PersonalEntity.wireNames(), "en");

    private static Redaction only(String name, String language) {
        return Redaction.of(List.of(name), language);
    }

    @Test
    void cards_are_known_by_their_issuer_and_their_last_digit_whatever_stands_around_them() {
        assertEquals("It is [PAYMENT_CARD_NUMBER], thanks.", ALL.of("It is 4111 1111 1111 1111, thanks."));
        assertEquals("[PAYMENT_CARD_NUMBER]", ALL.of("378282246310005"));
        assertEquals("[PAYMENT_CARD_NUMBER] 12 2027", ALL.of("5555-5555-5555-4444 12 2027"));
        assertEquals("for 2 bags [PAYMENT_CARD_NUMBER]", ALL.of("for 2 bags 4242424242424242"));
        assertEquals("12 [PAYMENT_CARD_NUMBER]", ALL.of("12 4242 4242 4242 4242"));
        assertEquals("Order 4111 1111 1111 1112", only("url", "en").of("Order 4111 1111 1111 1112"));
        assertEquals(
                "4111 1111 1111 1112",
                Redaction.of(List.of("financial_id.payment_card.payment_card_number"), "en")
                        .of("4111 1111 1111 1112"));
    }

    @Test
    void accounts_are_known_by_their_checksum() {
        assertEquals("Use [BANK_ACCOUNT_NUMBER] please.", ALL.of("Use DE89 3704 0044 0532 0130 00 please."));
        assertEquals("[BANK_ACCOUNT_NUMBER]", ALL.of("gb82west12345698765432"));
        assertEquals(
                "DE88 3704 0044 0532 0130 00",
                only("financial_id.bank_account.bank_account_number", "de").of("DE88 3704 0044 0532 0130 00"));
    }

    @Test
    void addresses_end_before_the_sentence_does() {
        assertEquals("Write to [EMAIL_ADDRESS].", ALL.of("Write to ada.lovelace+shop@mail.example.co.uk."));
        assertEquals("See [URL], or [URL]!", ALL.of("See https://example.com/me?id=7, or www.example.org!"));
        assertEquals("at noon @ the shop", ALL.of("at noon @ the shop"));
    }

    @Test
    void telephone_numbers_are_known_with_a_countrys_code_and_as_they_are_dialled_where_the_language_is_spoken() {
        assertEquals("Call [CONTACT_NUMBER] now", ALL.of("Call +49 30 901820 now"));
        assertEquals("I am at [CONTACT_NUMBER].", ALL.of("I am at (202) 456-1111."));
        assertEquals("Ich bin [CONTACT_NUMBER]", only("contact_number", "de").of("Ich bin 030 901820"));
        assertEquals("I want 7 bags, order 1234.", ALL.of("I want 7 bags, order 1234."));
        assertEquals("[CONTACT_NUMBER]", only("contact_number", "fi").of("+358 9 310 1691"));
        assertEquals("[CONTACT_NUMBER]", only("contact_number", "xx").of("+358 9 310 1691"));
    }

    @Test
    void json_stays_json_wherever_the_words_stand_in_it() {
        JsonObject told = json("{'card':4111111111111111,'who':['ada@example.com',true,null],'n':7,"
                + "'inner':'{\\'card\\':4111111111111111}','text':'no'}");
        assertEquals(
                json("{'card':'[PAYMENT_CARD_NUMBER]','who':['[EMAIL_ADDRESS]',true,null],'n':7,"
                        + "'inner':'{\\'card\\':\\'[PAYMENT_CARD_NUMBER]\\'}','text':'no'}"),
                ALL.of(told));
        assertEquals("{\"card\":\"[PAYMENT_CARD_NUMBER]\"}", ALL.of("{\"card\": 4111111111111111}"));
        assertEquals("{not json, [EMAIL_ADDRESS]", ALL.of("{not json, ada@example.com"));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    @Test
    void who_wants_nothing_taken_out_gets_the_same_words() {
        String words = "ada@example.com";
        assertSame(words, Redaction.NONE.of(words));
        assertSame(words, Redaction.of(List.of("name"), "en").of(words));
    }
}
