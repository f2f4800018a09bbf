package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig.ClientTool;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.JsonValue;
import java.util.function.Consumer;
import java.util.function.Function;

/** A tool of the client's application. */
final class ClientCallTool implements CallTool {
    private final ClientTool config;
    private final ToolParameters parameters;
    private final ClientTools client;
    private final Function<String, String> variables;

    ClientCallTool(ClientTool config, ClientTools client, Function<String, String> variables) {
        this.config = config;
        this.parameters = new ToolParameters(config.parameters().orElse(JsonValue.EMPTY_JSON_OBJECT));
        this.client = client;
        this.variables = variables;
    }

    @Override
    public ToolDescription description() {
        return new ToolDescription(config.name(), config.description(), parameters.schema());
    }

    @Override
    public String type() {
        return "client";
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        String arguments = parameters.complete(use.argumentsJson(), variables).toString();
        return client.use(turn, new ToolUse(use.id(), use.tool(), arguments), config, answer);
    }
}
