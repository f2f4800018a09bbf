package antiphon.analysis;

import antiphon.agents.config.PromptConfig;
import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.CallAnalyst.Analysed;
import antiphon.analysis.delivery.DeliveryFurniture;
import antiphon.analysis.judging.Analyst;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.analysis.retention.RetentionFurniture;
import antiphon.analysis.webhooks.WebhookFurniture;
import antiphon.conversations.blobs.BlobSettings;
import antiphon.conversations.blobs.BlobStores;
import antiphon.conversations.history.HistoryFurniture;
import antiphon.conversations.knowledge.Lookups;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.PostCalls;
import antiphon.conversations.record.PostCalls.Claim;
import antiphon.conversations.record.RecordFurniture;
import antiphon.conversations.settings.SettingsFurniture;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls that ended over a real PostgreSQL, and what is done after them step by step; the server's job does the same steps. */
abstract class AfterCalls {
    private static final String AGENT =
            "{'platform_settings':{'evaluation':{'criteria':[{'id':'polite','name':'Polite','type':'prompt',"
                    + "'conversation_goal_prompt':'The agent says “thank you”.'}]},"
                    + "'data_collection':{'bags':{'type':'integer','description':'How many'}},"
                    + "'workspace_overrides':{'webhooks':{'post_call_webhook_id':'%s','events':['transcript','audio']}}}}";

    final TestDatabase database = new TestDatabase();
    final EntityManager entities = database.entities("analysis");
    final EntityManager records = database.entities("conversations");
    final AuditTrail audit = new Wiring(database::entities)
            .with(InstantSource.class, () -> now())
            .get(AuditTrail.class);
    final RecordFurniture record = new RecordFurniture(records, this::now);
    final PostCalls postCalls = record.postCalls();
    final CallAnalyses analyses = new CallAnalyses();
    final SecondOpinions opinions = new SecondOpinions();
    final AnalysisWriter writer = new AnalysisWriter();
    final CallAnalyst job = new CallAnalyst();
    final Reanalyses reanalyses = new Reanalyses();
    final EntityManager agents = database.entities("agents");
    final Map<String, JsonObject> agentsNow = new HashMap<>();
    final Map<String, Analyst> others = new HashMap<>();
    final List<String> lookedUp = new ArrayList<>();
    String document = AGENT;
    boolean lockedOnChange;
    Analyst analyst = new RuleAnalyst(Optional.empty());
    Instant now = Instant.parse("2026-01-02T03:04:05Z");

    final Instant now() {
        return now;
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        WebhookFurniture webhooks = new WebhookFurniture(database, entities, this::now, audit, directory);
        String webhook = database.inTransaction(() -> webhooks.create("https://x.example/hook"))
                .id();
        AnalysedCalls calls = new AnalysedCalls() {
            @Override
            JsonObject agent(Conversation conversation) {
                return json(document.formatted(webhook));
            }

            @Override
            JsonObject agentNow(String agentId) {
                return agentsNow.getOrDefault(agentId, JsonValue.EMPTY_JSON_OBJECT);
            }
        };
        calls.conversations = record.conversations();
        calls.lookups = new Lookups() {
            @Override
            public String find(PromptConfig prompt, List<String> questions) {
                lookedUp.addAll(questions);
                return "We close at six.";
            }
        };
        analyses.entities = entities;
        analyses.calls = calls;
        analyses.analysts = new Analysts() {
            @Override
            Analyst find(JsonObject agent, Optional<String> llm) {
                return llm.map(others::get).orElse(analyst);
            }
        };
        analyses.analyses = record.analyses();
        analyses.conversations = HistoryFurniture.past(records, record, this::now);
        analyses.audit = audit;
        analyses.clock = this::now;
        Announcements announcements = new Announcements();
        announcements.settings = SettingsFurniture.over(records);
        announcements.conversations = analyses.conversations;
        announcements.outbox = DeliveryFurniture.outbox(entities, this::now, webhooks.targets());
        opinions.calls = calls;
        opinions.analysts = analyses.analysts;
        opinions.analyses = new CallAnalyses() {
            @Override
            Optional<JsonObject> keepAnew(Finding finding, Actor by) {
                return database.inTransaction(() -> AfterCalls.this.analyses.keepAnew(finding, by));
            }

            @Override
            JsonObject change(
                    Material material, UnaryOperator<JsonObject> change, Optional<BigDecimal> price, Actor by) {
                return database.inTransaction(() -> {
                    JsonObject shown = AfterCalls.this.analyses.change(material, change, price, by);
                    lockedOnChange = isLocked(material.conversation().id());
                    return shown;
                });
            }
        };
        job.analyses = analyses;
        job.calls = calls;
        writer.postCalls = postCalls;
        writer.analyses = analyses;
        writer.announcements = announcements;
        writer.forgetting = RetentionFurniture.over(
                new RetentionFurniture.Rows(agents, records),
                record,
                RecordFurniture.records(
                        BlobStores.open(BlobSettings.read(key -> Optional.empty()), directory, this::now),
                        "s",
                        this::now),
                announcements.outbox,
                audit);
        ReanalysisItems items = new ReanalysisItems();
        items.entities = entities;
        reanalyses.entities = entities;
        reanalyses.items = items;
        reanalyses.histories = HistoryFurniture.lists(records, record);
        reanalyses.postCalls = postCalls;
        reanalyses.audit = audit;
        reanalyses.clock = this::now;
        writer.reanalyses = reanalyses;
        EndedCalls.agent(database, "agent_1", "{}");
        ended("conv_1");
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    final void ended(String id) {
        EndedCalls.begin(database, id, "agent_1");
        EndedCalls.say(database, id, 0, "agent", "Thank you for calling.");
        EndedCalls.say(database, id, 1, "user", "I want 7 bags.");
        EndedCalls.end(database, id);
    }

    final Optional<Claim> claim(String worker) {
        return database.inTransaction(() -> postCalls.claim(worker));
    }

    final void write(Claim claim) {
        database.inTransaction(() -> {
            Analysed analysed = job.analyse(claim);
            writer.writeItems(List.of(analysed));
            return "";
        });
    }

    final boolean isLocked(String id) {
        return database.column("select id from conversation where id = '" + id + "' for update skip locked")
                .isEmpty();
    }

    final JsonObject shown(String id) {
        return database.inTransaction(() -> analyses.conversations.whole(id));
    }
}
