package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.agents.config.ToolConfig.WebhookTool;
import antiphon.agents.connections.ConnectionFailure;
import antiphon.agents.outgoing.OutgoingFailure;
import antiphon.agents.outgoing.OutgoingRequest;
import antiphon.api.Json;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.function.Consumer;

/** A request to somebody's server. Each use waits on a virtual thread of its own. */
final class WebhookCallTool implements CallTool {
    static final String TYPE = "webhook";

    private static final Logger LOG = System.getLogger(WebhookCallTool.class.getName());

    private final WebhookTool config;
    private final ToolSurroundings around;
    private final WebhookParts parts;
    private final WebhookRequests requests;
    private final WebhookAnswers answers;

    WebhookCallTool(WebhookTool config, ToolSurroundings around) {
        this.config = config;
        this.around = around;
        this.parts = new WebhookParts(config.request(), around.variables());
        this.requests = new WebhookRequests(config, parts, around.variables(), around.reach());
        this.answers = new WebhookAnswers(config, around.assignments(), around.ledger());
    }

    @Override
    public ToolDescription description() {
        return new ToolDescription(config.name(), config.description(), parts.schema());
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
        noteDetails(use);
        if (requests.unready().isPresent()) {
            answer.accept(Answer.failed(
                    "The tool cannot be used: " + requests.unready().get() + "."));
            return Using.NONE;
        }
        JsonObject complete = parts.complete(JsonText.object(use.argumentsJson()));
        Set<String> missing = parts.missing(complete);
        if (!missing.isEmpty()) {
            answer.accept(
                    Answer.failed("The tool was not used. Missing arguments: " + String.join(", ", missing) + "."));
            return Using.NONE;
        }
        WebhookExchange exchange = new WebhookExchange(around.reach().requests(), config);
        Thread.ofVirtual().name("webhook-" + use.id()).start(() -> answer.accept(answered(use, complete, exchange)));
        return exchange::cancel;
    }

    private Answer answered(ToolUse use, JsonObject complete, WebhookExchange exchange) {
        try {
            OutgoingRequest request = requests.request(complete);
            return answers.of(use, exchange.send(request));
        } catch (OutgoingFailure failure) {
            return answers.of(use, failure);
        } catch (IllegalArgumentException | ConnectionFailure wrong) {
            return Answer.failed("The tool was not used. " + wrong.getMessage());
        } catch (RuntimeException unforeseen) {
            LOG.log(Level.ERROR, "A webhook tool broke; the call goes on", unforeseen);
            return Answer.failed("The tool failed unexpectedly.");
        }
    }

    /** The address as the owner wrote it: what was filled in may be secret. */
    private void noteDetails(ToolUse use) {
        around.ledger()
                .details(
                        use.id(),
                        TYPE,
                        Json.createObjectBuilder()
                                .add("type", TYPE)
                                .add("method", config.request().method())
                                .add("url", config.request().url())
                                .build());
    }
}
