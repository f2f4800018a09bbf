package antiphon.language;

import antiphon.language.LanguageSettings.Account;
import antiphon.language.ModelChoice.ApiType;
import antiphon.language.ModelChoice.Custom;
import antiphon.language.embedded.EmbeddedEmbedder;
import antiphon.language.embedded.EmbeddedResponder;
import antiphon.language.remote.AnthropicModels;
import antiphon.language.remote.Connections;
import antiphon.language.remote.CustomModels;
import antiphon.language.remote.GeminiModels;
import antiphon.language.remote.OpenAiModels;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Chooses who answers: the one class that knows providers by name. Any thread; nothing here touches the network. */
public final class LanguageModels {
    private static final Prompt WARM_UP = new Prompt(
            "We are open on weekdays.",
            "en",
            List.of(new Message.UserSaid("When are you open?")),
            List.of(),
            Prompt.Sampling.DEFAULT);

    private static final Logger LOG = System.getLogger(LanguageModels.class.getName());

    private final LanguageSettings settings;
    private final Connections connections;
    private final Optional<LanguageModel> embedded;
    private final ContractNames contract = ContractNames.load();
    private final Map<ModelChoice, LanguageModel> opened = new ConcurrentHashMap<>();
    private final Set<String> standInsTold = ConcurrentHashMap.newKeySet();

    /** With the embedded responder, if it is set and its engines are here. */
    public LanguageModels(LanguageSettings settings) {
        this(settings, settings.embedded() ? EmbeddedResponder.find() : Optional.empty());
    }

    LanguageModels(LanguageSettings settings, Optional<? extends LanguageModel> embedded) {
        this.settings = settings;
        this.embedded = embedded.map(LanguageModel.class::cast);
        this.connections = new Connections(settings.connectTimeout(), settings.silence());
    }

    /**
     * The model itself, or the one that {@code language.fallback} lets stand in for it, told by its
     * {@link LanguageModel#name()}.
     *
     * @throws LanguageModelUnavailable saying what is missing
     */
    public LanguageModel find(ModelChoice choice) {
        Optional<String> obstacle = obstacle(choice);
        if (obstacle.isEmpty()) {
            return open(choice);
        }
        return standIn(choice).orElseThrow(() -> new LanguageModelUnavailable(obstacle.get()));
    }

    /**
     * Tells whether an agent with this choice could talk now.
     *
     * @throws LanguageModelUnavailable as {@link #find} would
     */
    public void check(ModelChoice choice) {
        Optional<String> obstacle = obstacle(choice);
        if (obstacle.isPresent() && fallback(choice).isEmpty()) {
            throw new LanguageModelUnavailable(obstacle.get());
        }
    }

    /**
     * Who may answer, first choice first. Backups that cannot be used here are left out; a stand-in comes only when none of
     * all these can be used.
     *
     * @return at least one
     * @throws LanguageModelUnavailable when nobody can answer; tells of the first choice
     */
    public List<LanguageModel> inOrder(ModelChoice primary, List<ModelChoice> backups) {
        List<LanguageModel> models = Stream.concat(Stream.of(primary), backups.stream())
                .distinct()
                .filter(choice -> obstacle(choice).isEmpty())
                .map(this::open)
                .toList();
        return models.isEmpty() ? List.of(find(primary)) : models;
    }

    /** Who takes over where an agent's {@code backup_llm_config} leaves it to the platform: those with a key here. */
    public List<ModelChoice> defaultBackups() {
        return settings.backups().stream()
                .map(ModelChoice::of)
                .filter(choice -> obstacle(choice).isEmpty())
                .toList();
    }

    /** Lets what comes with the house be loaded, so that the first caller does not wait. Returns at once. */
    public void warmUp() {
        embedded.ifPresent(responder -> responder.expect(WARM_UP));
    }

    /** Whether this is the embedded responder, which finds what it was told and cannot judge or play a part. */
    public boolean isEmbedded(LanguageModel model) {
        return embedded.filter(model::equals).isPresent();
    }

    /** The embedder that comes with the house, if it is here. Blocks for about a second the first time. */
    public Optional<Embedder> embedder() {
        return embedded.isPresent() && EmbeddedEmbedder.isPresent()
                ? Optional.of(new EmbeddedEmbedder())
                : Optional.empty();
    }

    /** Every name the contract lists, and the embedded responder by its own. */
    public List<Offer> offered() {
        List<Offer> offers = new ArrayList<>();
        for (String llm : contract.llms()) {
            ModelFamily family = ModelFamily.of(llm);
            boolean usable = family == ModelFamily.CUSTOM
                    || obstacle(ModelChoice.of(llm)).isEmpty();
            offers.add(new Offer(llm, family.maker(), usable, ContractNames.isCheckpoint(llm)));
        }
        offers.add(new Offer(ModelFamily.EMBEDDED_NAME, ModelFamily.EMBEDDED.maker(), embedded.isPresent(), false));
        return List.copyOf(offers);
    }

    /**
     * One name that may stand as an agent's {@code llm}.
     *
     * @param provider who runs it
     * @param usable whether it could answer here and now; true for {@code custom-llm}, which brings what it needs
     * @param checkpoint whether it names one dated state of a model
     */
    public record Offer(String llm, String provider, boolean usable, boolean checkpoint) {}

    private Optional<LanguageModel> standIn(ModelChoice choice) {
        Optional<ModelChoice> fallback = fallback(choice);
        fallback.ifPresent(other -> {
            if (standInsTold.add(choice.llm())) {
                LOG.log(Level.WARNING, "{0} has no key here; {1} stands in for it", choice.llm(), other.llm());
            }
        });
        return fallback.map(this::open);
    }

    /** Only for want of a key: a name that nobody knows is a mistake, and a custom server was chosen on purpose. */
    private Optional<ModelChoice> fallback(ModelChoice choice) {
        String fallback = settings.fallback();
        boolean lacksKey = switch (ModelFamily.of(choice.llm())) {
            case OPENAI, ANTHROPIC, GEMINI -> true;
            case CUSTOM, EMBEDDED, ELSEWHERE, UNKNOWN -> false;
        };
        if (!lacksKey || fallback.equals(LanguageSettings.NO_FALLBACK)) {
            return Optional.empty();
        }
        String name = fallback.equals(LanguageSettings.EMBEDDED_FALLBACK) ? ModelFamily.EMBEDDED_NAME : fallback;
        return Optional.of(ModelChoice.of(name)).filter(other -> obstacle(other).isEmpty());
    }

    /** What keeps a model from being used here: a sentence, or nothing. */
    private Optional<String> obstacle(ModelChoice choice) {
        String llm = choice.llm();
        return switch (ModelFamily.of(llm)) {
            case OPENAI -> keyless(llm, settings.openai(), "openai.api.key", "OPENAI_API_KEY");
            case ANTHROPIC -> keyless(llm, settings.anthropic(), "anthropic.api.key", "ANTHROPIC_API_KEY");
            case GEMINI -> keyless(llm, settings.gemini(), "gemini.api.key", "GEMINI_API_KEY");
            case CUSTOM ->
                choice.custom().isEmpty()
                        ? Optional.of("The llm custom-llm needs prompt.custom_llm with the url of a server.")
                        : misaddressed(choice.custom().get());
            case EMBEDDED ->
                embedded.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "The embedded responder is not here: language.embedded is off, or the embedded engines"
                                        + " are not installed.");
            case ELSEWHERE ->
                Optional.of("The llm " + llm + " is run by nobody this server has an account with. A server"
                        + " of your own can: set llm to custom-llm and prompt.custom_llm to its url and model_id.");
            case UNKNOWN ->
                Optional.of("There is no llm named " + printable(llm)
                        + ". GET /v1/convai/llm/list names those that exist.");
        };
    }

    private static Optional<String> keyless(String llm, Optional<Account> account, String key, String variable) {
        return account.isPresent()
                ? Optional.empty()
                : Optional.of("The llm " + llm + " needs a key that is not set here: set " + key + " (environment "
                        + variable + "), or choose another llm.");
    }

    private static Optional<String> misaddressed(Custom custom) {
        if (custom.apiType() != ApiType.CHAT_COMPLETIONS) {
            return Optional.of("The custom_llm api_type "
                    + custom.apiType().name().toLowerCase(Locale.ROOT)
                    + " is not spoken here; chat_completions is.");
        }
        try {
            URI address = URI.create(custom.url());
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("(?i)https?")) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            // Told below, as for any other text that is no address.
        }
        return Optional.of("The custom_llm url must be an http or https address such as https://example.com/v1.");
    }

    private LanguageModel open(ModelChoice choice) {
        if (choice.custom().isPresent() && ModelFamily.of(choice.llm()) == ModelFamily.CUSTOM) {
            // Not kept: its headers differ from call to call.
            return new CustomModels(connections)
                    .open(choice.llm(), choice.custom().get(), choice.reasoningEffort());
        }
        return opened.computeIfAbsent(choice, this::openKnown);
    }

    private LanguageModel openKnown(ModelChoice choice) {
        String llm = choice.llm();
        Optional<String> effort = choice.reasoningEffort();
        return switch (ModelFamily.of(llm)) {
            case OPENAI ->
                new FusedModel(new OpenAiModels(settings.openai().orElseThrow(), connections).open(llm, effort));
            case ANTHROPIC ->
                new FusedModel(new AnthropicModels(settings.anthropic().orElseThrow(), connections).open(llm));
            case GEMINI ->
                new FusedModel(new GeminiModels(settings.gemini().orElseThrow(), connections)
                        .open(llm, effort, choice.thinkingBudget()));
            case EMBEDDED -> embedded.orElseThrow();
            case CUSTOM, ELSEWHERE, UNKNOWN -> throw new IllegalArgumentException("not a known model: " + llm);
        };
    }

    private static String printable(String llm) {
        String clean = llm.replaceAll("[^\\p{Alnum}._@:/-]", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }
}
