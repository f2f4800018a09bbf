package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.config.AgentConfig;
import antiphon.call.Manners;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallMannersTest {
    /** @param config the section conversation_config, with ' for " */
    private static Manners manners(String config) {
        String document = "{'conversation_config':" + config + "}";
        AgentConfig read = AgentConfig.read(
                Json.createReader(new StringReader(document.replace('\'', '"'))).readObject());
        return new CallManners(read, text -> text.replace("{{name}}", "Ada")).manners();
    }

    @Test
    void an_agent_that_says_nothing_of_turns_has_the_contracts_defaults() {
        Manners manners = manners("{}");
        assertEquals(Manners.DEFAULT.silences(), manners.silences());
        assertEquals(Manners.DEFAULT.interruptions(), manners.interruptions());
        assertEquals(Duration.ofMillis(480), manners.pauses().endsTurn());
        assertFalse(manners.pauses().speculates());
        assertEquals(Optional.empty(), manners.fillers().after());
        assertEquals(Duration.ofSeconds(4), manners.patience().modelBegins());
    }

    @Test
    void eagerness_makes_pauses_shorter_and_patience_longer() {
        assertEquals(
                Duration.ofMillis(320),
                manners("{'turn':{'turn_eagerness':'eager'}}").pauses().endsTurn());
        assertEquals(
                Duration.ofMillis(900),
                manners("{'turn':{'turn_eagerness':'patient'}}").pauses().endsTurn());
    }

    @Test
    void spelling_is_waited_for_unless_it_is_off() {
        assertEquals(Duration.ofSeconds(2), manners("{}").pauses().endsSpelling());
        assertEquals(
                Duration.ofMillis(1200),
                manners("{'turn':{'spelling_patience':'off'}}").pauses().endsSpelling());
    }

    @Test
    void silence_as_the_mode_ends_every_turn_after_the_same_pause() {
        Manners.Pauses pauses = manners("{'turn':{'mode':'silence'}}").pauses();
        assertEquals(pauses.endsTurn(), pauses.endsUnfinishedTurn());
    }

    @Test
    void the_times_of_silence_are_those_of_the_agent() {
        Manners.Silences silences = manners(
                        "{'turn':{'turn_timeout':-1,'initial_wait_time':3,'silence_end_call_timeout':20},"
                                + "'conversation':{'max_duration_seconds':90},"
                                + "'agent':{'max_conversation_duration_message':'Goodbye, {{name}}.'}}")
                .silences();
        assertEquals(Optional.of(Duration.ofSeconds(3)), silences.beforeFirstWord());
        assertEquals(Optional.empty(), silences.callerMayThink());
        assertEquals(Optional.of(Duration.ofSeconds(20)), silences.endsCall());
        assertEquals(Duration.ofSeconds(90), silences.longestCall());
        assertEquals("Goodbye, Ada.", silences.farewell());
    }

    @Test
    void the_terms_to_ignore_are_compared_without_case_and_punctuation() {
        assertEquals(
                Set.of("okay", "uh huh"),
                manners("{'turn':{'interruption_ignore_terms':['Okay!','uh-huh','?']}}")
                        .interruptions()
                        .ignored());
    }

    @Test
    void the_usual_terms_are_those_of_the_languages_named_or_of_the_conversation() {
        Set<String> german = manners(
                        "{'turn':{'interruption_ignore_terms':['hallo'],'merge_with_default_ignore_terms':true},"
                                + "'agent':{'language':'de'}}")
                .interruptions()
                .ignored();
        assertTrue(german.containsAll(Set.of("hallo", "genau", "ach so")));
        Set<String> french = manners("{'turn':{'interruption_ignore_term_languages':['fr'],"
                        + "'merge_with_default_ignore_terms':true}}")
                .interruptions()
                .ignored();
        assertTrue(french.contains("ouais"));
        assertFalse(french.contains("yeah"));
    }

    @Test
    void fillers_are_those_of_the_agent() {
        Manners.Fillers fillers = manners(
                        "{'turn':{'soft_timeout_config':{'timeout_seconds':2.5,'message':'One moment, {{name}}.',"
                                + "'additional_soft_timeout_messages':['Nearly.'],'max_soft_timeouts_per_generation':3,"
                                + "'randomize_fillers':true,'disable_until_first_user_message':true}}}")
                .fillers();
        assertEquals(Optional.of(Duration.ofMillis(2500)), fillers.after());
        assertEquals(List.of("One moment, Ada.", "Nearly."), fillers.messages());
        assertEquals(3, fillers.most());
        assertTrue(fillers.shuffled());
        assertTrue(fillers.onlyAnswering());
        assertEquals(Optional.empty(), fillers.thought());
    }

    @Test
    void a_model_that_thinks_of_fillers_is_told_how_by_the_agent_or_by_the_house() {
        String own = "{'turn':{'soft_timeout_config':{'use_llm_generated_message':true,"
                + "'llm_generated_message_prompt_override':'Hum.'}}}";
        assertEquals(Optional.of("Hum."), manners(own).fillers().thought());
        assertEquals(
                Optional.of(Phrases.FILLER_INSTRUCTIONS),
                manners("{'turn':{'soft_timeout_config':{'use_llm_generated_message':true}}}")
                        .fillers()
                        .thought());
    }

    @Test
    void a_client_that_knows_no_interruption_hears_the_agent_out() {
        assertEquals(
                Optional.empty(),
                manners("{'conversation':{'client_events':['audio']}}")
                        .interruptions()
                        .voice());
        assertFalse(manners("{'agent':{'disable_first_message_interruptions':true}}")
                .interruptions()
                .firstMessage());
    }

    @Test
    void the_apology_is_in_the_agents_language_or_not_said() {
        assertTrue(manners("{'agent':{'language':'de'}}").patience().apology().startsWith("Es tut mir leid"));
        assertEquals("", manners("{'agent':{'language':'ja'}}").patience().apology());
    }
}
