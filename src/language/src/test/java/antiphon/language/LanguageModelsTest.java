package antiphon.language;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.LanguageModels.Offer;
import antiphon.language.ModelChoice.ApiType;
import antiphon.language.ModelChoice.Custom;
import antiphon.language.embedded.EmbeddedResponder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelsTest {

    private static LanguageModels models(String... keysAndValues) {
        Map<String, String> set = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            set.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new LanguageModels(LanguageSettings.read(key -> Optional.ofNullable(set.get(key))));
    }

    private static String refusal(LanguageModels models, ModelChoice choice) {
        String atStart = String.valueOf(assertThrows(LanguageModelUnavailable.class, () -> models.find(choice))
                .getMessage());
        String atSave = String.valueOf(assertThrows(LanguageModelUnavailable.class, () -> models.check(choice))
                .getMessage());
        assertEquals(atStart, atSave);
        return atStart;
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini,openai.api.key", "gpt-6.1-sol,openai.api.key",
        "claude-opus-5-5,anthropic.api.key", "gemini-4-argon,gemini.api.key"
    })
    void a_model_is_found_by_its_family_when_there_is_a_key(String llm, String key) {
        assertEquals(llm, models(key, "k").find(ModelChoice.of(llm)).name());
    }

    @Test
    void without_any_key_the_embedded_responder_stands_in_under_its_own_name() {
        LanguageModels models = models();
        assertDoesNotThrow(() -> models.check(ModelChoice.of("gemini-2.5-flash")));
        assertEquals(
                EmbeddedResponder.NAME,
                models.find(ModelChoice.of("gemini-2.5-flash")).name());
    }

    @Test
    void with_another_key_a_missing_one_is_told_with_the_setting_that_helps() {
        String message = refusal(models("openai.api.key", "k"), ModelChoice.of("gemini-2.5-flash"));
        assertTrue(message.contains("gemini.api.key") && message.contains("GEMINI_API_KEY"), message);
    }

    @Test
    void a_fallback_may_be_any_model_with_a_key() {
        LanguageModels models = models("openai.api.key", "k", "language.fallback", "gpt-4o-mini");
        assertEquals(
                "gpt-4o-mini", models.find(ModelChoice.of("claude-sonnet-5")).name());
        refusal(models("language.fallback", "none"), ModelChoice.of("claude-sonnet-5"));
        refusal(models("language.embedded", "false"), ModelChoice.of("claude-sonnet-5"));
    }

    @Test
    void an_unknown_name_is_refused_with_the_way_to_the_list() {
        String message = refusal(models(), ModelChoice.of("hal-9000\n<b>"));
        assertTrue(message.contains("hal-9000??b?") && message.contains("GET /v1/convai/llm/list"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qwen3-30b-a3b",
                "glm-45-air-fp8",
                "gpt-oss-120b",
                "watt-tool-8b",
                "deepseek-v41-flash",
                "grok-beta"
            })
    void models_on_the_vendors_own_machines_are_refused_with_the_way_out(String llm) {
        assertTrue(refusal(models("openai.api.key", "k"), ModelChoice.of(llm)).contains("custom-llm"));
    }

    @Test
    void a_custom_server_needs_an_address_and_a_wire_that_is_spoken_here() {
        LanguageModels models = models();
        assertTrue(refusal(models, ModelChoice.of("custom-llm")).contains("custom_llm"));
        assertTrue(refusal(models, ModelChoice.of(new Custom("ftp://x", "m"))).contains("http"));
        Custom websocket = new Custom("https://x.example/v1", "m", Map.of(), "", ApiType.WEBSOCKET, "");
        assertTrue(refusal(models, ModelChoice.of(websocket)).contains("chat_completions"));
        assertEquals(
                "custom-llm",
                models.find(ModelChoice.of(new Custom("https://x.example/v1", "m")))
                        .name());
    }

    @Test
    void all_names_of_the_contract_are_offered_and_no_name_is_unknown() {
        List<Offer> offers = models("anthropic.api.key", "k").offered();
        assertEquals(111, offers.size());
        assertTrue(offers.stream().noneMatch(offer -> offer.provider().equals("unknown")));
        for (Offer offer : offers) {
            boolean usable = offer.llm().startsWith("claude-")
                    || offer.llm().equals("custom-llm")
                    || offer.llm().equals(EmbeddedResponder.NAME);
            assertEquals(usable, offer.usable(), offer.llm());
        }
        assertTrue(offers.stream().anyMatch(o -> o.llm().equals("gpt-4o-2024-11-20") && o.checkpoint()));
        assertFalse(offers.stream().anyMatch(o -> o.llm().equals("claude-haiku-4-5") && o.checkpoint()));
    }

    @Test
    void only_models_with_a_key_take_over_by_default() {
        assertEquals(List.of(), models().defaultBackups());
        assertEquals(
                List.of(ModelChoice.of("claude-haiku-4-5")),
                models("anthropic.api.key", "k").defaultBackups());
    }

    @Test
    void backups_without_a_key_are_passed_over_and_a_stand_in_comes_last() {
        LanguageModels models = models("openai.api.key", "k");
        ModelChoice gemini = ModelChoice.of("gemini-2.5-flash");
        ModelChoice gpt = ModelChoice.of("gpt-4o");
        assertEquals(
                List.of("gpt-4o"), names(models.inOrder(gemini, List.of(ModelChoice.of("claude-sonnet-5"), gpt, gpt))));
        assertEquals(List.of(EmbeddedResponder.NAME), names(models().inOrder(gemini, List.of(gpt))));
        assertThrows(LanguageModelUnavailable.class, () -> models.inOrder(gemini, List.of()));
    }

    private static List<String> names(List<LanguageModel> models) {
        return models.stream().map(LanguageModel::name).toList();
    }
}
