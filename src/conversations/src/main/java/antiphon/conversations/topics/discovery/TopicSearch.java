package antiphon.conversations.topics.discovery;

import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.conversations.topics.discovery.DiscoveryQueue.Claim;
import antiphon.conversations.topics.discovery.TopicMembers.Member;
import antiphon.conversations.topics.discovery.TopicMembers.Place;
import antiphon.conversations.topics.discovery.TopicMembers.Placement;
import antiphon.language.Embedder;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step 2 of the job: makes the vectors that are not there yet, and finds the topics. An embedder that fails finds none; the agent is
 * tried again later.
 */
@Named("topicSearch")
@Dependent
public class TopicSearch implements ItemProcessor {
    private static final Logger LOG = System.getLogger(TopicSearch.class.getName());
    private static final int AT_ONCE = 16;

    /** Of a title and summary, in characters: what embedders take in. */
    private static final int LONGEST = 1_000;

    @Inject
    DiscoveryQueue queue;

    @Inject
    TopicMembers members;

    @Inject
    Embeddings embeddings;

    /** @param placement absent where the embedder failed */
    record Found(Claim claim, Optional<Placement> placement) {}

    @Override
    public Found processItem(Object item) {
        Claim claim = (Claim) item;
        try {
            Embedder embedder = embeddings.get();
            List<Member> all = members.of(claim.agentId(), embedder.name());
            return new Found(claim, Optional.of(placed(embedded(claim, all, embedder), Examples.middle(embedder))));
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "The topics of {0} could not be looked for because of {1}; they wait",
                    claim.agentId(),
                    failed.getClass().getName());
            return new Found(claim, Optional.empty());
        }
    }

    private List<Member> embedded(Claim claim, List<Member> all, Embedder embedder) {
        List<Member> ready = new ArrayList<>();
        List<Member> bare = new ArrayList<>();
        all.forEach(member -> (member.vector() == null ? bare : ready).add(member));
        for (int from = 0; from < bare.size(); from += AT_ONCE) {
            List<Member> part = embedded(bare.subList(from, Math.min(from + AT_ONCE, bare.size())), embedder);
            members.keep(part, embedder.name());
            queue.renew(claim);
            ready.addAll(part);
        }
        ready.sort(Comparator.comparing(Member::conversationId));
        return ready;
    }

    private static List<Member> embedded(List<Member> part, Embedder embedder) {
        List<float[]> vectors = embedder.embed(
                part.stream().map(Member::words).map(TopicSearch::beginning).toList());
        List<Member> ready = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            Member bare = part.get(i);
            ready.add(new Member(bare.conversationId(), bare.noted(), bare.topicId(), vectors.get(i), ""));
        }
        return ready;
    }

    private static String beginning(String words) {
        if (words.length() <= LONGEST) {
            return words;
        }
        return words.substring(0, Character.isLowSurrogate(words.charAt(LONGEST)) ? LONGEST - 1 : LONGEST);
    }

    private static Placement placed(List<Member> all, double[] examples) {
        Grouping grouping = new Grouping(all.stream().map(Member::vector).toList(), examples);
        SameTopics topics = new SameTopics(grouping, before(all));
        Map<Integer, Place> places = new HashMap<>();
        for (int i = 0; i < grouping.groups().size(); i++) {
            Group group = grouping.groups().get(i);
            Optional<String> topic = Optional.of(topics.ids().get(i));
            double[] centre = group.centre();
            for (int place : group.members()) {
                places.put(place, new Place(all.get(place), topic, grouping.nearness(place, centre)));
            }
        }
        List<Place> list = new ArrayList<>();
        for (int place = 0; place < all.size(); place++) {
            list.add(places.getOrDefault(place, new Place(all.get(place), Optional.empty(), 0)));
        }
        return new Placement(list, topics.fresh());
    }

    private static Map<String, List<Integer>> before(List<Member> all) {
        Map<String, List<Integer>> before = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            int place = i;
            all.get(i)
                    .topicId()
                    .ifPresent(topic -> before.computeIfAbsent(topic, fresh -> new ArrayList<>())
                            .add(place));
        }
        return before;
    }
}
