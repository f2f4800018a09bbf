package antiphon.conversations.tools;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.AgentTransfer;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.config.ToolConfig;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.conversations.tools.ToolSurroundings.Reach;
import antiphon.conversations.tools.ToolSurroundings.Threads;
import antiphon.conversations.workflow.WorkflowWalk.Choice;
import antiphon.conversations.workflow.WorkflowWalk.Way;
import antiphon.language.ToolUse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tools with everything they have to do with, but no call. What blocks is done at once. */
final class ToolRehearsal implements AutoCloseable, Successors, Telephone {
    final Variables variables = new Variables();
    final ToolLedger ledger = new ToolLedger();
    final LateNotes notes = new LateNotes();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final List<String> keys = new ArrayList<>();
    final List<Choice> ways = new ArrayList<>();
    boolean telephone;
    Optional<Way> wayOnward = Optional.empty();
    Optional<Successor> successor = Optional.empty();
    private final OutgoingRequests requests = OutgoingRequests.configured(key -> Optional.of("127.0.0.1"));
    private final ToolSurroundings around;

    ToolRehearsal(ClientTools client, ScheduledExecutorService timers) {
        around = new ToolSurroundings(
                client,
                variables,
                ledger,
                notes,
                this,
                new Reach(
                        requests,
                        id -> {
                            if (id.equals("secret_1")) {
                                return "s3cret";
                            }
                            throw new IllegalArgumentException("no such secret");
                        },
                        id -> {
                            if (id.equals("auth_1")) {
                                return () -> Map.of("Authorization", "Bearer t0ken");
                            }
                            throw new IllegalArgumentException("no such connection");
                        }),
                new Threads(Runnable::run, timers),
                id -> Optional.empty(),
                () -> Instant.EPOCH);
    }

    AgentToolBox box(JsonObject agent) {
        PromptConfig prompt = AgentConfig.read(agent).agent().prompt();
        List<ToolConfig> tools = new ArrayList<>(prompt.tools());
        tools.addAll(prompt.builtInTools().values());
        return new AgentToolBox(tools, around, this);
    }

    /** A box with these tools, each a JSON object. */
    AgentToolBox box(String... tools) {
        return box(json("{'conversation_config':{'agent':{'prompt':{'tools':[" + String.join(",", tools) + "]}}}}"));
    }

    /** With single quotes for double ones. */
    static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    Using begin(AgentToolBox box, String tool, String arguments) {
        return box.use(3, new ToolUse("t1", tool, arguments.replace('\'', '"')), answers::add);
    }

    Answer use(AgentToolBox box, String tool, String arguments) throws InterruptedException {
        Using using = begin(box, tool, arguments);
        assert using != null;
        return answer();
    }

    Answer answer() throws InterruptedException {
        Answer answer = answers.poll(30, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("nobody answered");
        }
        return answer;
    }

    @Override
    public void close() {
        requests.close();
    }

    @Override
    public boolean transfers() {
        return telephone;
    }

    @Override
    public boolean press(String pressed, boolean outOfBand) {
        keys.add(pressed);
        return telephone;
    }

    @Override
    public String agentId() {
        return "agent_1";
    }

    @Override
    public String nodeId() {
        return "";
    }

    @Override
    public String language() {
        return "en";
    }

    @Override
    public Set<String> languages() {
        return Set.of("de");
    }

    @Override
    public Successor inLanguage(String language) {
        return next();
    }

    @Override
    public Successor agent(AgentTransfer transfer) {
        return next();
    }

    @Override
    public List<Choice> choices() {
        return ways;
    }

    @Override
    public Optional<Way> onward(boolean toolSucceeded) {
        return wayOnward;
    }

    @Override
    public Successor enter(String nodeId) {
        return next();
    }

    private Successor next() {
        return successor.orElseThrow(() -> new SuccessionRefused("Nobody is there."));
    }

    /** Variables that replace {@code {{name}}} and no more. */
    static final class Variables implements CallVariables {
        private final Map<String, JsonValue> values = new ConcurrentHashMap<>();

        @Override
        public String value(String name) {
            JsonValue value = json(name);
            return value == JsonValue.NULL ? "" : JsonText.words(value);
        }

        @Override
        public JsonValue json(String name) {
            return values.getOrDefault(name, JsonValue.NULL);
        }

        @Override
        public String fill(String text) {
            String filled = text;
            for (String name : values.keySet()) {
                filled = filled.replace("{{" + name + "}}", value(name));
            }
            return filled;
        }

        @Override
        public String fillSecretly(String text) {
            return fill(text);
        }

        @Override
        public Optional<String> assign(String name, JsonValue value) {
            Optional<String> before =
                    Optional.ofNullable(values.put(name, value)).map(JsonText::words);
            return before;
        }

        @Override
        public void offer(Map<String, JsonValue> placeholders) {
            placeholders.forEach(values::putIfAbsent);
        }
    }
}
