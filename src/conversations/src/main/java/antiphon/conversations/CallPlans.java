package antiphon.conversations;

import antiphon.agents.AgentState;
import antiphon.agents.Agents;
import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.config.ToolConfig;
import antiphon.agents.connections.ConnectionCredentials;
import antiphon.agents.environment.EnvironmentVariables;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.agents.knowledge.retrieval.AgentKnowledge.Library;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.secrets.Secrets;
import antiphon.audio.WireFormat;
import antiphon.call.CallPlan;
import antiphon.call.CallPlan.Ears;
import antiphon.call.CallPlan.Mind;
import antiphon.call.CallPlan.Mouth;
import antiphon.call.Knowledge;
import antiphon.conversations.OpeningRefused.Problem;
import antiphon.conversations.Succession.Candidate;
import antiphon.conversations.files.LeftFiles;
import antiphon.conversations.guardrails.CallGuards;
import antiphon.conversations.knowledge.CallKnowledge;
import antiphon.conversations.tools.AgentToolBox;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.LateNotes;
import antiphon.conversations.tools.McpTools;
import antiphon.conversations.tools.Telephone;
import antiphon.conversations.tools.ToolLedger;
import antiphon.conversations.tools.ToolSurroundings;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModelUnavailable;
import antiphon.language.Prompt.Particulars;
import antiphon.language.Prompt.Sampling;
import antiphon.speech.SpeechProviders;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns an agent's settings, and what a client wants different, into the plan of one call. */
@ApplicationScoped
class CallPlans {
    @Inject
    Providers providers;

    @Inject
    ModelChoices models;

    @Inject
    OtherMinds minds;

    @Inject
    Agents agents;

    @Inject
    AgentKnowledge knowledge;

    @Inject
    Secrets secrets;

    @Inject
    EnvironmentVariables environments;

    @Inject
    OutgoingRequests outgoing;

    @Inject
    ConnectionCredentials connections;

    @Inject
    LeftFiles files;

    @Inject
    InstantSource clock;

    /**
     * @param line what the tools of this call have to do with its line
     * @throws OpeningRefused when the client asks for what it may not have, or does not say what the agent has to know
     * @throws antiphon.api.Refusal.Unavailable when nobody here can hear, think or speak for this agent
     */
    PlannedCall plan(Admission admission, CallRequest request, String conversationId, LineTools line) {
        return plan(admission, request, conversationId, line, Staging.LIVE);
    }

    /** @param staging what is different because nobody is on the line */
    PlannedCall plan(Admission admission, CallRequest request, String conversationId, LineTools line, Staging staging) {
        Stand stand = staging.begun(Stand.with(admission.agent().id(), admission.document(), request.overrides()));
        DynamicVariables variables = variables(AgentConfig.read(stand.settled()), admission, request, conversationId);
        ToolLedger ledger = new ToolLedger();
        LateNotes notes = new LateNotes();
        ToolSurroundings around = new ToolSurroundings(
                line.client(),
                variables,
                ledger,
                notes,
                line.telephone(),
                new ToolSurroundings.Reach(outgoing, secrets::reveal, connections::of),
                line.threads(),
                line.stored()::find,
                clock);
        line.mcp().settle(variables::value, ledger);
        JsonObject clientVoice = Overrides.section(request.overrides(), "tts");
        var planned = Succession.opening(
                new Succession.Cast(
                        (config, its, tools, telephone) -> {
                            tools.offer(line.mcp(), config.agent().prompt().mcpServerIds());
                            tools.standIn(staging.standIns());
                            return staging.paced(
                                    compose(config, its, tools, telephone, extraBody(config, request), line.threads()));
                        },
                        (agentId, branchId) -> candidate(agentId, branchId, request.caller(conversationId)),
                        variables,
                        around,
                        clientVoice,
                        request.telephone()),
                stand);
        CallFacts facts = facts(planned.config(), conversationId, ledger, planned.plan());
        return new PlannedCall(planned.plan(), planned.config(), facts, line.client(), ledger, notes);
    }

    private Candidate candidate(String agentId, Optional<String> branchId, String caller) {
        AgentState state =
                branchId.isPresent() ? agents.state(agentId, branchId, Optional.empty()) : agents.met(agentId, caller);
        return new Candidate(agentId, state.document().json());
    }

    /** What a call brings for its tools. */
    record LineTools(
            ClientTools client,
            StoredTools stored,
            McpTools mcp,
            Telephone telephone,
            ToolSurroundings.Threads threads) {}

    /**
     * The plan for an agent as it is set.
     *
     * @param extraBody what the client sends along to the agent's own server, in JSON
     * @throws antiphon.api.Refusal.Unavailable when nobody here can hear, think or speak for this agent
     */
    private CallPlan compose(
            AgentConfig config,
            DynamicVariables variables,
            AgentToolBox tools,
            boolean telephone,
            String extraBody,
            ToolSurroundings.Threads threads) {
        try {
            Optional<Ears> ears = ears(config, telephone);
            return new CallPlan(
                    config.agent().prompt().prompt(),
                    variables.fill(config.agent().firstMessage()),
                    config.agent().language(),
                    new CallManners(config, variables::fill).manners(),
                    ears,
                    mouth(config),
                    mind(config, tools, variables, extraBody, threads));
        } catch (SpeechUnavailable | LanguageModelUnavailable missing) {
            throw new antiphon.api.Refusal.Unavailable("provider_unavailable", String.valueOf(missing.getMessage()));
        }
    }

    /** Only where the agent's owner lets clients do that. */
    private static String extraBody(AgentConfig config, CallRequest request) {
        JsonObject body = request.customLlmExtraBody();
        return body.isEmpty() || !config.platform().overrides().customLlmExtraBody() ? "" : body.toString();
    }

    private DynamicVariables variables(
            AgentConfig config, Admission admission, CallRequest request, String conversationId) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String timezone = config.agent().prompt().timezone().orElse("UTC");
        Map<String, String> system = Map.of(
                "conversation_id",
                conversationId,
                "agent_id",
                admission.agent().id(),
                "current_agent_id",
                admission.agent().id(),
                "time_utc",
                now,
                "time",
                clock.instant()
                        .atZone(zone(timezone))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                "timezone",
                timezone,
                "is_text_only",
                String.valueOf(config.conversation().textOnly()),
                "call_duration_secs",
                "0");
        DynamicVariables variables = new DynamicVariables(
                system, request.dynamicVariables(), config.agent().dynamicVariables());
        variables.putEnvironment(
                environments.in(request.environment().or(admission::environment).orElse(EnvironmentVariables.USUAL)));
        Set<String> missing = variables.missing(
                config.agent().prompt().prompt(), config.agent().firstMessage());
        if (!missing.isEmpty()) {
            throw new OpeningRefused(
                    Problem.MISSING_DYNAMIC_VARIABLE,
                    "Missing required dynamic variables: " + String.join(", ", missing) + ".");
        }
        return variables;
    }

    private static java.time.ZoneId zone(String name) {
        try {
            return java.time.ZoneId.of(name);
        } catch (java.time.DateTimeException unknown) {
            return java.time.ZoneOffset.UTC;
        }
    }

    private Optional<Ears> ears(AgentConfig config, boolean telephone) {
        if (config.conversation().textOnly()) {
            return Optional.empty();
        }
        SpeechProviders speech = providers.speech();
        String language = config.agent().language();
        return Optional.of(new Ears(
                speech.recognizers("", language),
                new SpeechRecognizer.Request(language, config.asr().keywords(), subject(config), telephone),
                speech.voiceActivity(),
                speech.endOfTurn()));
    }

    /** What the call is about, for a recognizer to expect. */
    private static List<String> subject(AgentConfig config) {
        Stream<String> tools = config.agent().prompt().tools().stream().map(ToolConfig::description);
        return Stream.concat(
                        Stream.of(
                                config.agent().firstMessage(),
                                config.agent().prompt().prompt()),
                        tools)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private Optional<Mouth> mouth(AgentConfig config) {
        if (config.conversation().textOnly()) {
            return Optional.empty();
        }
        var voices = new CallVoices(config);
        return Optional.of(new Mouth(
                providers.speech().synthesizers("", config.agent().language()), voices.own(), voices.others()));
    }

    private Mind mind(
            AgentConfig config,
            AgentToolBox tools,
            DynamicVariables variables,
            String extraBody,
            ToolSurroundings.Threads threads) {
        PromptConfig prompt = config.agent().prompt();
        Library library = library(prompt);
        Sampling sampling = new Sampling(
                prompt.temperature().orElse(Sampling.DEFAULT.temperature()),
                prompt.maxTokens().orElse(Sampling.DEFAULT.maxTokens()),
                prompt.oneToolAtATime());
        Particulars particulars = new Particulars(new CallVoices(config).manner(), extraBody, files::content);
        List<LanguageModel> informed = models.models(prompt, variables::value).stream()
                .<LanguageModel>map(
                        model -> new InformedModel(model, variables, particulars, closing(config, model, library)))
                .toList();
        String announcement = Phrases.moment(config.agent().language());
        return new Mind(
                informed,
                sampling,
                tools.descriptions(),
                tools.manners(announcement),
                tools,
                lookedUp(prompt, library, threads),
                config.conversation().fileInput().inMemory(),
                CallGuards.of(
                        config.platform().guardrails(), llm -> minds.find(llm.isEmpty() ? prompt.llm() : llm, prompt)));
    }

    /** What a model reads after its instructions. One that only finds what it was told would find a reminder too. */
    private String closing(AgentConfig config, LanguageModel model, Library library) {
        boolean reminded =
                config.platform().guardrails().focus() && !providers.language().isEmbedded(model);
        return Stream.of(library.prompt(), reminded ? CallGuards.FOCUS : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private Library library(PromptConfig prompt) {
        return prompt.knowledgeBase().isEmpty()
                ? new Library("", List.of())
                : knowledge.library(prompt.knowledgeBase(), prompt.rag());
    }

    private Optional<Knowledge> lookedUp(PromptConfig prompt, Library library, ToolSurroundings.Threads threads) {
        return library.lookedUp().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new CallKnowledge(knowledge::find, library.lookedUp(), prompt.rag(), threads.blocking(), clock)
                                .warmUp());
    }

    private static CallFacts facts(AgentConfig config, String conversationId, ToolLedger ledger, CallPlan plan) {
        return new CallFacts(
                conversationId,
                WireFormat.parse(config.asr().inputFormat()),
                WireFormat.parse(config.tts().outputFormat()),
                config.conversation().textOnly(),
                config.conversation().clientEvents(),
                ledger.types(),
                plan.mind().model().name(),
                OfferedModels.LEAST_CONTEXT_TOKENS);
    }
}
