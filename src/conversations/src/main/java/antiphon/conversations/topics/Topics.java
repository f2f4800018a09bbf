package antiphon.conversations.topics;

import antiphon.agents.Agents;
import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Query;
import antiphon.conversations.topics.ListedTopic.Criterion;
import antiphon.conversations.topics.TopicRows.Name;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent's conversations are about, and how they went. */
@ApplicationScoped
public class Topics {
    private static final int MOST = 100;

    @Inject
    Agents agents;

    @Inject
    TopicRows rows;

    @Inject
    InstantSource clock;

    /**
     * The contract's GetAgentTopicsResponseModel: a page of the topics of which there are conversations in the window, by default
     * that of the last thirty days. Topics of which there are none in it are left out. The runs are all that were finished for the
     * agent: each goes on from what the one before found, whatever the window.
     *
     * @throws antiphon.api.Refusal.NotFound when there is no such agent
     * @throws antiphon.api.Refusal.Invalid naming a parameter whose value cannot be
     */
    @Transactional
    public JsonObject page(String agentId, Query query) {
        agents.find(agentId);
        TopicOrder order = TopicOrder.asked(query);
        int size = query.number("page_size", 30, 1, MOST);
        Optional<Cursor> cursor = order.cursor(query);
        TopicWindow window = TopicWindow.asked(query, cursor.map(TopicOrder::window), clock.instant());
        List<TopicTally> tallies = order.sorted(rows.tallies(agentId, window), cursor);
        Page<TopicTally> page = Page.cut(tallies, size, last -> order.after(last, window));
        boolean judged = query.flag("include_evaluation_criteria", true);
        return Json.createObjectBuilder(listed(page, window, judged).asJson("topics", ListedTopic::asJson))
                .add("window_start_unix_secs", window.from())
                .add("window_end_unix_secs", window.to())
                .add("aggregated_run_count", rows.runs(agentId))
                .build();
    }

    /** A topic whose last words were forgotten while it was counted has no name, and is left out. */
    private Page<ListedTopic> listed(Page<TopicTally> page, TopicWindow window, boolean judged) {
        List<String> ids = page.items().stream().map(TopicTally::topicId).toList();
        Map<String, Name> names = rows.names(ids);
        Map<String, List<Criterion>> criteria = judged ? rows.criteria(ids, window) : Map.of();
        List<ListedTopic> topics = page.items().stream()
                .filter(tally -> names.containsKey(tally.topicId()))
                .map(tally -> listed(tally, names, criteria))
                .toList();
        return new Page<>(topics, page.next());
    }

    private static ListedTopic listed(
            TopicTally tally, Map<String, Name> names, Map<String, List<Criterion>> criteria) {
        Name name = names.getOrDefault(tally.topicId(), new Name("", ""));
        return new ListedTopic(
                tally, name.label(), name.description(), criteria.getOrDefault(tally.topicId(), List.of()));
    }
}
