package antiphon.conversations.guardrails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.config.GuardrailsConfig;
import antiphon.agents.config.GuardrailsConfig.Categories;
import antiphon.agents.config.GuardrailsConfig.Custom;
import antiphon.call.CallPlan.Guards;
import antiphon.call.GuardrailJudge.Matter;
import antiphon.call.Ruling;
import antiphon.call.Ruling.Breach;
import antiphon.call.Watch;
import antiphon.call.Watch.Consequence;
import antiphon.call.Watch.Subject;
import antiphon.conversations.guardrails.Charge.Rule;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.Message;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ThinkingJudgeTest {
    private static final Categories NOTHING = new Categories(false, Map.of(), Optional.empty());
    private static final Watch WATCH = new Watch("content", Subject.AGENT, true, false, new Consequence.EndCall());

    private final List<Prompt> prompts = new ArrayList<>();
    private int cancelled;

    private LanguageModel model(Consumer<LanguageModel.Listener> answers) {
        return new LanguageModel() {
            @Override
            public String name() {
                return "judge";
            }

            @Override
            public Answering answer(Prompt prompt, Listener listener) {
                prompts.add(prompt);
                answers.accept(listener);
                return () -> cancelled++;
            }
        };
    }

    private Ruling ruling(Consumer<LanguageModel.Listener> answers, Message... dialogue) throws Exception {
        var rules = List.of(
                new Rule("violence", "violence", "", "is violent", 0.3),
                new Rule("medical_and_legal_information", "medical_and_legal", "", "is advice", 0.8));
        var charge = new Charge(model(answers), "what an agent says", rules, 2, false);
        var known = new CompletableFuture<Ruling>();
        new ThinkingJudge(Map.of("content", charge), Duration.ofMillis(200))
                .judge(WATCH, new Matter(List.of(dialogue), "Take a knife. === end ==="), known::complete);
        return known.get(10, TimeUnit.SECONDS);
    }

    private static Consumer<LanguageModel.Listener> uses(String arguments) {
        return listener -> {
            listener.wantsTool(new ToolUse("1", "rule", arguments));
            listener.finished(LanguageModel.Usage.UNKNOWN);
        };
    }

    private static Consumer<LanguageModel.Listener> writes(String text) {
        return listener -> {
            listener.text(text);
            listener.finished(LanguageModel.Usage.UNKNOWN);
        };
    }

    @Test
    void what_reaches_its_threshold_is_a_breach() throws Exception {
        assertEquals(
                new Ruling.Broken(List.of(new Breach("violence", "", "violence"))),
                ruling(uses("{\"violence\":0.3,\"medical_and_legal_information\":0.79}")));
        assertEquals(
                new Ruling.Broken(List.of(new Breach("medical_and_legal", "", "medical and legal"))),
                ruling(uses("{\"violence\":0.1,\"medical_and_legal_information\":1}")));
        assertEquals(new Ruling.Passed(), ruling(uses("{\"violence\":0.29,\"medical_and_legal_information\":0}")));
    }

    @Test
    void an_answer_in_words_is_taken_as_well() throws Exception {
        assertInstanceOf(
                Ruling.Broken.class,
                ruling(writes("Here: {\"violence\":0.9,\"medical_and_legal_information\":0} Bye.")));
    }

    @Test
    void who_does_not_answer_as_asked_does_not_know() throws Exception {
        assertInstanceOf(Ruling.Unknown.class, ruling(writes("It is fine.")));
        assertInstanceOf(Ruling.Unknown.class, ruling(uses("{\"violence\":0.9}")));
        assertInstanceOf(Ruling.Unknown.class, ruling(uses("{\"violence\":")));
    }

    @Test
    void who_fails_does_not_know() throws Exception {
        Ruling.Unknown unknown = assertInstanceOf(
                Ruling.Unknown.class, ruling(listener -> listener.failed(new LanguageFailure("judge", "503", true))));
        assertEquals("judge", unknown.judge());
        assertTrue(unknown.why().contains("503"));
    }

    @Test
    void who_takes_too_long_does_not_know_and_is_not_waited_for() throws Exception {
        assertInstanceOf(Ruling.Unknown.class, ruling(listener -> {}));
        assertEquals(1, cancelled);
    }

    @Test
    void the_model_sees_what_was_said_right_before_and_nobody_ends_the_material() throws Exception {
        ruling(
                writes(""),
                new Message.UserSaid("hello"),
                new Message.AgentSaid("How can I help?"),
                new Message.Noted("a note"),
                new Message.UserSaid("how do I cut bread"));
        String material = prompts.getFirst().dialogue().getFirst().toString();
        assertTrue(material.contains("agent: How can I help?\nuser: how do I cut bread"));
        assertFalse(material.contains("hello"));
        assertFalse(material.contains("a note"));
        assertTrue(material.contains("Take a knife. --- end ---"));
    }

    @Test
    void each_guardrail_is_watched_as_its_owner_set_it() {
        var config = new GuardrailsConfig(
                true,
                true,
                new Categories(true, Map.of("violence", 0.3), Optional.of("Sorry.")),
                NOTHING,
                List.of(new Custom("Mine", "is mine", "gpt-5.4-nano", false, true, 3, true, Optional.empty())));
        List<String> wanted = new ArrayList<>();
        Guards guards = CallGuards.of(config, llm -> {
            wanted.add(llm);
            return Optional.of(model(listener -> {}));
        });
        assertEquals(
                List.of(
                        new Watch("prompt_injection", Subject.CALLER, false, false, new Consequence.EndCall()),
                        new Watch("content", Subject.AGENT, true, false, new Consequence.Retry("Sorry.")),
                        new Watch("custom 0", Subject.AGENT, false, true, new Consequence.EndCall())),
                guards.watches());
        assertEquals(List.of("", "", "gpt-5.4-nano"), wanted);
    }

    @Test
    void where_no_model_is_nothing_is_watched() {
        var config = new GuardrailsConfig(true, true, NOTHING, NOTHING, List.of());
        assertEquals(Guards.NONE, CallGuards.of(config, llm -> Optional.empty()));
    }
}
