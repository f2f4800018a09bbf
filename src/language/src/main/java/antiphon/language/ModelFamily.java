package antiphon.language;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whose models a name of the contract belongs to, told by the name's form so that next month's model needs no release. */
enum ModelFamily {
    OPENAI("OpenAI", "gpt-[0-9].*|chatgpt-.*|o[0-9].*"),
    ANTHROPIC("Anthropic", "claude-.*"),
    GEMINI("Google Gemini", "gemini-.*"),
    CUSTOM("custom", ModelFamily.CUSTOM_NAME),
    EMBEDDED("Antiphon", ModelFamily.EMBEDDED_NAME),
    /** Open weights that the contract's vendor runs on machines of its own, and makers we have no door to. */
    ELSEWHERE("hosted elsewhere", "qwen.*|glm-.*|gpt-oss-.*|watt-tool-.*|deepseek-.*|grok-.*"),
    UNKNOWN("unknown", "");

    static final String CUSTOM_NAME = "custom-llm";
    static final String EMBEDDED_NAME = "antiphon-embedded-responder";

    private final String maker;
    private final Pattern names;

    ModelFamily(String maker, String names) {
        this.maker = maker;
        this.names = Pattern.compile(names);
    }

    String maker() {
        return maker;
    }

    static ModelFamily of(String llm) {
        String name = llm.toLowerCase(Locale.ROOT);
        for (ModelFamily family : values()) {
            if (family.names.matcher(name).matches()) {
                return family;
            }
        }
        return UNKNOWN;
    }
}
