package antiphon.language.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static List<String> texts(String instructions) {
        return Facts.in(instructions).stream().map(Fact::text).toList();
    }

    @Test
    void prose_gives_its_facts_and_keeps_its_orders() {
        assertEquals(
                List.of(
                        "Acme Dental is in Springfield, at 4 Elm St. near the park.",
                        "The clinic opens at 8 a.m. on weekdays."),
                texts(
                        "You are Anna, the receptionist of Acme Dental. Always be polite and do not give medical advice. Acme Dental is"
                                + " in Springfield, at 4 Elm St. near the park. The clinic opens at 8 a.m. on weekdays. If the caller is"
                                + " in pain, transfer them at once. Keep your answers short."));
    }

    @Test
    void sections_of_rules_are_left_out_whole() {
        assertEquals(List.of("A single room costs 80 euros.", "A double room costs 120 euros."), texts("""
                        # Personality
                        A warm and patient voice. You love hotels.
                        # Goal
                        1. Greet the guest.
                        2. The guest's dates come next.
                        # Guardrails
                        Prices are never negotiated.
                        # Rooms
                        - A single room costs 80 euros.
                        - A double room costs 120 euros
                        """));
    }

    @Test
    void what_the_agent_shall_tell_is_a_fact() {
        Fact fact = Facts.in("If the customer asks about parking, tell them that it is free behind the shop.")
                .getFirst();
        assertEquals("It is free behind the shop.", fact.text());
        assertEquals("parking", fact.question());
    }

    @Test
    void questions_keep_their_answers() {
        List<Fact> facts = Facts.in("""
                Q: Do you ship abroad?
                A: Yes, to all of Europe.

                Q: Is there a guarantee?
                A: Two years on everything.
                """);
        assertEquals(
                List.of("Yes, to all of Europe.", "Two years on everything."),
                facts.stream().map(Fact::text).toList());
        assertEquals("Do you ship abroad?", facts.getFirst().question());
    }

    @Test
    void tables_become_sentences() {
        assertEquals(
                List.of("Basic: Price 10 euros, Storage 5 GB.", "Pro: Price 20 euros, Storage 50 GB."), texts("""
                        | Plan | Price | Storage |
                        |------|-------|---------|
                        | Basic | 10 euros | 5 GB |
                        | Pro | 20 euros | 50 GB |
                        """));
    }

    @Test
    void tags_and_colons_head_sections() {
        List<Fact> facts = Facts.in("""
                <rules>
                Never be rude to anybody.
                </rules>
                <opening_hours>
                Mon–Fri: 9–5
                </opening_hours>
                Contact:
                - Phone: 555 123 456
                """);
        assertEquals("opening hours", facts.getFirst().topic());
        assertEquals("Monday to Friday: 9 to 5.", facts.getFirst().text());
        assertEquals("Contact", facts.getLast().topic());
        assertEquals(2, facts.size());
    }

    @Test
    void marks_of_markdown_are_not_spoken() {
        assertEquals(
                "See our menu: the Margherita costs 9 euros.",
                Sentences.spoken("see our [menu](https://x.example/m): the **Margherita** costs `9` euros"));
    }

    @Test
    void steps_of_the_agent_under_a_line_with_a_colon_stay_its_own() {
        assertEquals(List.of("A check-up costs 80 dollars.", "The practice is at 200 Main Street."), texts("""
                        # Goal
                        Help patients with their questions:
                        1. Find out what they need.

                        # Guardrails
                        - If asked about prices, tell them that a check-up costs 80 dollars.

                        # Knowledge
                        The practice is at 200 Main Street.
                        """));
    }
}
