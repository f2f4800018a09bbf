package antiphon.conversations.tools;

import antiphon.agents.config.ToolConduct;
import antiphon.agents.mcp.McpFailure;
import antiphon.agents.mcp.McpResult;
import antiphon.api.Json;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.conversations.tools.McpApprovals.Decision;
import antiphon.conversations.tools.McpNews.State;
import antiphon.conversations.tools.McpNews.ToolProgress;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tool of an MCP server. */
final class McpCallTool implements CallTool {
    static final String TYPE = "mcp";

    private final String name;
    private final McpOffer offer;
    private final McpTools call;

    /** @param name as the model is to call it */
    McpCallTool(String name, McpOffer offer, McpTools call) {
        this.name = name;
        this.offer = offer;
        this.call = call;
    }

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                name,
                offer.tool().description(),
                offer.inputs().schemaForModel().toString());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public ToolConduct conduct() {
        return offer.server().conduct(offer.tool().name());
    }

    @Override
    public Using use(int turn, ToolUse use, Consumer<Answer> answer) {
        JsonObject parameters = offer.inputs().complete(use.argumentsJson(), call.variables());
        call.record(use.id(), details(parameters));
        var wanted = new McpNews.Use(
                offer.serverId(), use.id(), offer.tool().name(), offer.tool().description(), parameters);
        Attempt attempt = new Attempt(wanted, answer);
        attempt.begin();
        return attempt;
    }

    /** The contract's ConversationHistoryTranscriptToolCallMCPDetails. */
    private JsonObject details(JsonObject parameters) {
        JsonObjectBuilder texts = Json.createObjectBuilder();
        parameters.forEach(
                (key, value) -> texts.add(key, value instanceof JsonString text ? text.getString() : value.toString()));
        return Json.createObjectBuilder()
                .add("type", TYPE)
                .add("mcp_server_id", offer.serverId())
                .add("mcp_server_name", offer.server().name())
                .add("integration_type", "mcp_server")
                .add("parameters", texts)
                .add("approval_policy", offer.server().approvalPolicyName())
                .add("requires_approval", offer.needsApproval())
                .add("mcp_tool_name", offer.tool().name())
                .add("mcp_tool_description", offer.tool().description())
                .build();
    }

    /** One use, from the wish to its one answer. Any thread. */
    private final class Attempt implements Using {
        private final McpNews.Use use;
        private final Consumer<Answer> answer;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicReference<@Nullable CompletableFuture<McpResult>> running = new AtomicReference<>();

        Attempt(McpNews.Use use, Consumer<Answer> answer) {
            this.use = use;
            this.answer = answer;
        }

        void begin() {
            if (!offer.needsApproval()) {
                run();
                return;
            }
            call.approvals().wait(use.toolCallId(), this::decided);
            if (!tell(new State.AwaitingApproval(call.approvals().longest()))) {
                call.approvals().settle(use.toolCallId(), Decision.REFUSED);
            }
        }

        private void decided(Decision decision) {
            switch (decision) {
                case APPROVED -> run();
                case REFUSED -> fail("The user did not approve the use of this tool, so it was not used.");
                case TOO_LATE -> fail("The user was asked for approval but did not answer, so the tool was not used.");
                case CUT_OFF -> fail("The caller cut in before the tool's use was approved; it was not used.");
            }
        }

        private void run() {
            if (over.get()) {
                return;
            }
            tell(new State.Loading());
            CompletableFuture<McpResult> future = offer.use(use.parameters(), call.variables());
            running.set(future);
            var unused = future.whenComplete((result, failed) -> {
                if (result == null) {
                    fail(
                            failed instanceof McpFailure told
                                    ? told.message()
                                    : failed instanceof CompletionException wrapped
                                                    && wrapped.getCause() instanceof McpFailure told
                                            ? told.message()
                                            : "The tool could not be used.");
                } else if (result.error()) {
                    fail(result.text());
                } else if (over.compareAndSet(false, true)) {
                    tell(new State.Success(result.content()));
                    answer.accept(Answer.of(result.text()));
                }
            });
            if (over.get()) {
                future.cancel(true);
            }
        }

        private void fail(String message) {
            if (over.compareAndSet(false, true)) {
                tell(new State.Failure(message));
                answer.accept(Answer.failed(message));
            }
        }

        private boolean tell(State state) {
            return call.tell(new ToolProgress(use, state, call.clock().instant()));
        }

        @Override
        public void cancel() {
            call.approvals().settle(use.toolCallId(), Decision.CUT_OFF);
            fail("The caller cut in before the tool answered.");
            CompletableFuture<McpResult> future = running.get();
            if (future != null) {
                future.cancel(true);
            }
        }
    }
}
