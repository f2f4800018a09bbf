package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.agents.config.ToolConfig.ClientTool;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.function.Consumer;

/** A tool of the client's application. */
final class ClientCallTool implements CallTool {
    private static final String TYPE = "client";

    private final ClientTool config;
    private final ToolParameters parameters;
    private final ToolSurroundings around;

    ClientCallTool(ClientTool config, ToolSurroundings around) {
        this.config = config;
        this.parameters =
                new ToolParameters(config.parameters().orElse(JsonValue.EMPTY_JSON_OBJECT), around.variables());
        this.around = around;
    }

    @Override
    public ToolDescription description() {
        return new ToolDescription(config.name(), config.description(), parameters.schema());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public ToolConduct conduct() {
        return config.conduct();
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        JsonObject given = parameters.complete(JsonText.object(use.argumentsJson()));
        Set<String> missing = parameters.missing(given);
        if (!missing.isEmpty()) {
            answer.accept(
                    Answer.failed("The tool was not used. Missing arguments: " + String.join(", ", missing) + "."));
            return Using.NONE;
        }
        ToolUse complete = new ToolUse(use.id(), use.tool(), given.toString());
        return around.client().use(turn, complete, config, result -> answer.accept(assigned(use, result)));
    }

    private Answer assigned(ToolUse use, Answer given) {
        if (given.error() || config.assignments().isEmpty()) {
            return given;
        }
        return JsonText.parse(given.text())
                .map(result -> around.assignments().take(use, TYPE, config.assignments(), result))
                .map(shown -> Answer.of(JsonText.words(shown)))
                .orElse(given);
    }
}
