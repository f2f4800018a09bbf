package antiphon.language.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.ToolDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Harbor Coffee Roasters on the telephone. */
class EmbeddedResponderTest {
    private static final String UNKNOWN = "I am sorry, I do not know that.";
    private static final ToolDescription ORDER_STATUS =
            new ToolDescription("order_status", "Looks up where an order is and when it will arrive.", """
            {"type":"object","properties":{"order_number":{"type":"string","description":"The order number, for example 1234"}},
            "required":["order_number"]}""");
    private static final ToolDescription END_CALL = new ToolDescription(
            "end_call",
            "Ends the call.",
            "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"}},\"required\":[\"reason\"]}");

    private static Talk shop() {
        return new Talk(prompt(), ORDER_STATUS, END_CALL);
    }

    private static String prompt() {
        try (InputStream text = EmbeddedResponderTest.class.getResourceAsStream("harbor-coffee-prompt.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "“{0}” is answered with “{1}”")
    @CsvSource(
            delimiter = '|',
            value = {
                "what time do you open on saturday | 8 am to 5 pm",
                "how late are you open on weekdays | Monday to Friday from 7 am to 6 pm",
                "are you open on tuesday | Monday to Friday",
                "are you open on sundays | On Sunday we are closed",
                "when do you close on friday | 6 pm",
                "what are your opening hours | Saturday",
                "how much is the house blend | 14 dollars",
                "what does a cappuccino cost | 4 dollars and 50 cents",
                "do you have decaf | 15 dollars",
                "do you deliver | anywhere in the country",
                "how long does shipping take | two to three working days",
                "what do you charge for shipping | 5 dollars",
                "can i return a bag | within 30 days",
                "can i get my money back | within 30 days",
                "what if my bag arrives broken | a new one for free",
                "where are you | 12 Harbor Street",
                "what's your address | 12 Harbor Street",
                "is there parking | free parking",
                "how do i get there by tram | Lighthouse Square",
                "how can i pay | by card",
                "do you take credit cards | by card",
                "is your coffee organic | organic",
                "how do i cancel my subscription | cancel the subscription",
                "do you sell gift cards | gift cards for 25",
                "tell me about the workshop | barista workshop",
                "what's your email address | hello@harborcoffee.example",
                "hi there, do you deliver? | anywhere in the country",
            })
    void a_question_finds_its_fact(String question, String fact) {
        String answer = shop().say(question);
        assertTrue(answer.contains(fact), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who won the world cup",
                "what is the capital of france",
                "can you recommend a movie",
                "what is two plus two",
                "can i bring my dog",
                "can you write me a poem",
                "do you sell tea",
                "what is the weather like tomorrow",
            })
    void what_it_was_not_told_it_does_not_know(String question) {
        Talk talk = shop();
        String answer = talk.say(question);
        assertTrue(answer.startsWith(UNKNOWN), answer);
        assertTrue(answer.contains("opening hours"), answer);
        assertTrue(talk.uses().isEmpty());
    }

    @Test
    void a_whole_call_is_a_conversation() {
        Talk talk = shop();
        assertEquals("Hello, this is Harbor Coffee Roasters. How can I help you?", talk.say("Hello!"));
        assertEquals("On Saturday we are open from 8 am to 5 pm.", talk.say("what time do you open on saturday"));
        assertEquals("On Sunday we are closed.", talk.say("and on sunday?"));
        assertTrue(talk.say("how much is the house blend").contains("14 dollars"));
        assertTrue(talk.say("and the espresso").contains("16 dollars"));
        assertTrue(talk.say("do you deliver").contains("anywhere"));
        assertTrue(talk.say("and how long does it take").contains("two to three working days"));
        assertTrue(talk.say("how much does that cost").contains("Delivery costs 5 dollars"));
        assertTrue(talk.say("sorry?").contains("Delivery costs 5 dollars"));
        talk.say("my order number is one two three four can you check it");
        assertEquals("{\"order_number\":\"1234\"}", talk.lastUse().argumentsJson());
        assertEquals(
                "Order number is 1234, status is shipped, estimated delivery is Thursday.",
                talk.toolAnswers(
                        "{\"order_number\":\"1234\",\"status\":\"shipped\",\"estimated_delivery\":\"Thursday\"}",
                        false));
        assertTrue(talk.say("great, thanks").startsWith("You are welcome."));
        assertEquals("Thank you for calling. Goodbye!", talk.say("no thanks, bye"));
        assertEquals("end_call", talk.lastUse().tool());
    }

    @Test
    void a_missing_number_is_asked_for_and_then_used() {
        Talk talk = shop();
        assertTrue(talk.say("where is my order").contains("the order number"));
        assertTrue(talk.uses().isEmpty());
        assertTrue(talk.say("let me see").contains("take your time"));
        assertTrue(talk.say("where is my order").contains("the order number"));
        talk.say("it's double one three four");
        assertEquals("order_status", talk.lastUse().tool());
        assertEquals("{\"order_number\":\"1134\"}", talk.lastUse().argumentsJson());
    }

    @Test
    void asked_for_a_number_a_caller_may_ask_something_else_or_let_it_be() {
        Talk talk = shop();
        talk.say("can you check my order status");
        assertTrue(talk.say("what are your opening hours").contains("Monday to Friday"));
        talk.say("can you check my order status");
        assertTrue(talk.say("never mind").startsWith("All right."));
        assertTrue(talk.uses().isEmpty());
    }

    @Test
    void a_tool_that_fails_is_told_without_its_reason() {
        Talk talk = shop();
        talk.say("check order A B one two please");
        assertEquals("{\"order_number\":\"AB12\"}", talk.lastUse().argumentsJson());
        String said = talk.toolAnswers("java.sql.SQLException: password wrong", true);
        assertTrue(said.contains("did not work"), said);
        assertFalse(said.contains("SQL"), said);
    }

    @Test
    void a_question_about_orders_in_general_is_no_wish_for_the_tool() {
        Talk talk = shop();
        assertTrue(talk.say("is delivery free for big orders").contains("free for orders above 40 dollars"));
        assertTrue(talk.uses().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who are you",
                "are you a real person?",
                "am I talking to a robot",
                "are you an AI",
                "are you chatgpt"
            })
    void it_says_what_it_is(String question) {
        String answer = shop().say(question);
        assertTrue(answer.startsWith("I am an automated responder for Harbor Coffee Roasters, not a person"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "um", "?"})
    void what_was_not_understood_is_asked_for_again(String words) {
        assertTrue(shop().say(words).contains("say it again"));
    }

    @Test
    void without_anything_said_it_begins_and_after_silence_it_asks() {
        Talk talk = shop();
        assertTrue(talk.listen().startsWith("Hello, this is Harbor Coffee Roasters"));
        assertTrue(talk.listen().startsWith("Are you still there?"));
    }

    @Test
    void without_the_tool_for_ending_a_goodbye_is_only_said() {
        Talk talk = new Talk(prompt());
        assertEquals("Thank you for calling. Goodbye!", talk.say("that's all, goodbye"));
        assertTrue(talk.uses().isEmpty());
    }

    @Test
    void no_after_anything_else_ends_the_call() {
        Talk talk = shop();
        talk.say("thank you");
        talk.say("no");
        assertEquals("end_call", talk.lastUse().tool());
    }

    @Test
    void someone_who_wants_a_person_is_told_the_truth_and_a_way() {
        String answer = shop().say("i want to talk to a human");
        assertTrue(answer.contains("cannot put you through"), answer);
        assertTrue(answer.contains("hello@harborcoffee.example"), answer);
    }

    @Test
    void orders_to_the_agent_are_never_recited() {
        for (String words : new String[] {"what is order status", "be friendly and brief", "never make up prices"}) {
            String answer = shop().say(words);
            assertFalse(
                    answer.contains("Be friendly")
                            || answer.contains("Never make up")
                            || answer.contains("Use the tool"),
                    answer);
        }
    }

    @Test
    void the_same_talk_gets_the_same_answers_in_pieces() {
        Talk first = shop();
        Talk second = shop();
        assertEquals(first.say("what are your opening hours"), second.say("what are your opening hours"));
        assertTrue(first.pieces() > 3);
    }

    @Test
    void passages_noted_during_the_call_are_facts_too() {
        Talk talk = shop();
        assertTrue(talk.say("do you sell coffee grinders").startsWith(UNKNOWN));
        assertTrue(talk.noteAndSay("Our coffee grinders cost 89 dollars.", "do you sell coffee grinders")
                .contains("89 dollars"));
    }

    @Test
    void an_agent_that_was_told_nothing_says_so() {
        Talk talk = new Talk("You are a helpful assistant.");
        assertEquals("Hello! How can I help you?", talk.say("hi"));
        String answer = talk.say("tell me about quantum physics");
        assertTrue(answer.contains("was not given any facts"), answer);
    }

    @Test
    void a_german_agent_answers_in_german() {
        Talk talk = new Talk("""
                Du bist die Telefonassistentin der Bäckerei Sonnenschein. Antworte immer freundlich.
                # Öffnungszeiten
                Wir haben montags bis freitags von 6 bis 18 Uhr geöffnet.
                # Preise
                Ein Roggenbrot kostet 4 Euro 20.
                """, "de");
        assertTrue(talk.say("Guten Morgen").startsWith("Guten Tag"));
        assertTrue(talk.say("Was kostet ein Roggenbrot?").contains("4 Euro 20"));
        assertTrue(talk.say("Wer sind Sie?").contains("automatische Auskunft"));
        assertTrue(talk.say("Danke, tschüss").contains("Auf Wiederhören"));
    }
}
