package antiphon.simulation.travel;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.PromptConfig;
import antiphon.conversations.knowledge.Lookups;
import antiphon.simulation.Criterion;
import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Judges;
import antiphon.simulation.judging.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** Judges two courses of one conversation by the same criteria. Any thread; blocks while somebody judges. */
@ApplicationScoped
class PairedJudging {
    @Inject
    Judges judges;

    @Inject
    Lookups lookups;

    /** What an agent's document asks to be judged by. */
    static List<Criterion> criteria(JsonObject document) {
        return Criterion.read(Entries.object(Entries.object(document, "platform_settings"), "evaluation")
                .get("criteria"));
    }

    /**
     * What the criteria of an agent find of both, each in the agent's order.
     *
     * @param document of the agent, who names who is to judge as for the analysis after a call
     * @param questions what its knowledge is asked, for criteria that it bears on
     */
    List<PairedVerdict> judge(
            JsonObject document, String recorded, String replayed, List<String> questions, Meter spent)
            throws InterruptedException {
        PromptConfig prompt = AgentConfig.readPrompt(document);
        List<PairedVerdict> verdicts = new ArrayList<>();
        for (Criterion criterion : criteria(document)) {
            Judge judge = judges.find(criterion.llm().orElseGet(() -> forAll(document, prompt)), prompt, spent);
            String known = criterion.informed() ? known(prompt, criterion, questions) : "";
            Verdict then = criterion.judge(recorded + known, judge);
            Verdict now = recorded.equals(replayed) ? then : criterion.judge(replayed + known, judge);
            verdicts.add(new PairedVerdict(criterion.id(), then, now));
        }
        return verdicts;
    }

    private static String forAll(JsonObject document, PromptConfig prompt) {
        return Entries.object(document, "platform_settings").get("analysis_llm") instanceof JsonString llm
                ? llm.getString()
                : prompt.llm();
    }

    private String known(PromptConfig prompt, Criterion criterion, List<String> questions) {
        List<String> asked = new ArrayList<>(List.of(criterion.goal()));
        asked.addAll(questions);
        String found = lookups.find(prompt, asked);
        return found.isEmpty() ? "" : "What the knowledge base says: " + found + "\n";
    }
}
