package antiphon.conversations;

import antiphon.agents.config.ToolConfig;
import antiphon.agents.redaction.Redaction;
import antiphon.agents.tools.Tool;
import antiphon.agents.tools.ToolExecution.ToolUsed;
import antiphon.agents.tools.ToolExecution.ToolUsed.Payloads;
import antiphon.agents.tools.ToolExecutions;
import antiphon.agents.tools.Tools;
import antiphon.api.StorableJson;
import antiphon.call.CallNews;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The tools of one call that are kept apart from agents: finds them, and leaves word of each use. Any thread. */
public final class StoredTools {
    private static final Logger LOG = System.getLogger(StoredTools.class.getName());

    /** @param blocking for what works with records */
    record Desks(Tools tools, ToolExecutions executions, Executor blocking) {}

    /**
     * @param keepsWords whether what was said in the conversation may be kept
     * @param redaction of what is kept
     */
    record Conversation(
            String id, String agentId, Optional<String> branchId, boolean keepsWords, Redaction redaction) {}

    private final Desks desks;
    private final InstantSource clock;
    private final Map<String, String> idsByName = new ConcurrentHashMap<>();
    private final Map<String, Instant> wantedAt = new ConcurrentHashMap<>();

    StoredTools(Desks desks, InstantSource clock) {
        this.desks = desks;
        this.clock = clock;
    }

    /** Nothing where the tool is gone: the call does without. Works with records. */
    Optional<ToolConfig> find(String id) {
        Optional<ToolConfig> config =
                desks.tools().present(List.of(id)).stream().map(Tool::config).findFirst();
        config.ifPresent(found -> idsByName.put(found.name(), id));
        return config;
    }

    /** Listens to the news of a call. */
    Consumer<CallNews> log(Conversation conversation) {
        return news -> {
            if (news instanceof ToolWanted wanted
                    && idsByName.containsKey(wanted.use().tool())) {
                wantedAt.put(wanted.use().id(), clock.instant());
            } else if (news instanceof ToolAnswered answered) {
                answered(answered, conversation);
            }
        };
    }

    private void answered(ToolAnswered answered, Conversation conversation) {
        String toolId = idsByName.get(answered.use().tool());
        Instant wanted = wantedAt.remove(answered.use().id());
        if (toolId == null || wanted == null) {
            return;
        }
        Duration took = Duration.between(wanted, clock.instant());
        desks.blocking().execute(() -> note(used(toolId, answered, wanted, took, conversation)));
    }

    private static ToolUsed used(
            String toolId, ToolAnswered answered, Instant wanted, Duration took, Conversation conversation) {
        Redaction redaction = conversation.redaction();
        return new ToolUsed(
                toolId,
                answered.use().id(),
                conversation.id(),
                conversation.agentId(),
                conversation.branchId().orElse(null),
                wanted,
                took,
                answered.answer().error(),
                conversation.keepsWords()
                        ? Optional.of(new Payloads(
                                kept(answered.use().argumentsJson(), redaction),
                                kept(answered.answer().text(), redaction)))
                        : Optional.empty());
    }

    private static String kept(String words, Redaction redaction) {
        return redaction.of(StorableJson.cleaned(words));
    }

    private void note(ToolUsed used) {
        try {
            desks.executions().note(used);
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Word of a tool's use was lost", failed);
        }
    }
}
