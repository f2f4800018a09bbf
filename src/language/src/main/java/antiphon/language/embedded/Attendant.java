package antiphon.language.embedded;

import antiphon.language.Message.ToolAnswered;
import antiphon.language.Prompt;
import antiphon.language.embedded.Knowledge.Hit;
import antiphon.language.embedded.ToolTalk.Pending;
import antiphon.language.embedded.ToolWishes.Wish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides one reply: courtesies first, then tools, then facts, and an honest “I do not know” where none fits. */
final class Attendant {
    static final double KNOWN = 0.45;
    static final double WISHED = 0.5;
    private static final double CLEAR = 0.6;
    private static final double AS_GOOD = 0.08;
    private static final int MOST_FACTS = 3;
    private static final int LONGEST = 260;
    private static final int MOST_TOPICS = 4;

    private final Knowledge knowledge;
    private final ToolWishes wishes;
    private final Dialogue dialogue;
    private final Phrases phrases;
    private final List<OfferedTool> tools;
    private final ToolTalk talk;

    Attendant(Prompt prompt, KnowledgeShelf shelf, ToolWishes wishes) {
        this.knowledge = shelf.of(Dialogue.instructions(prompt));
        this.wishes = wishes;
        this.dialogue = new Dialogue(prompt);
        this.phrases = Phrases.of(prompt.language());
        this.tools = prompt.tools().stream().map(OfferedTool::of).toList();
        this.talk = new ToolTalk(dialogue, phrases, tools);
    }

    Reply reply() {
        List<ToolAnswered> results = dialogue.latestResults();
        if (!results.isEmpty()) {
            return Reply.saying(results.stream()
                    .filter(result -> !OfferedTool.isSystem(result.tool()))
                    .map(result -> ResultSpeech.of(result, phrases))
                    .collect(Collectors.joining(" ")));
        }
        if (dialogue.callerSpokeLast()) {
            String words = dialogue.latestWords();
            return answer(words, Words.plain(words));
        }
        return Reply.saying(dialogue.isEmpty() ? greeting() : phrases.say("there") + topics());
    }

    private Reply answer(String words, String plain) {
        if (!plain.matches(".*[\\p{L}\\p{N}].*")) {
            return Reply.saying(phrases.say("again"));
        }
        if (phrases.isOnly(plain, "bye", "thanks", "no", "yes") && phrases.hears(plain, "bye")) {
            return goodbye();
        }
        Optional<Pending> pending = talk.pending();
        if (pending.isPresent()) {
            Optional<Reply> reply = goOnWith(pending.get(), words, plain);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        return courtesy(plain).orElseGet(() -> {
            String question = phrases.without(plain, "greeting", "thanks");
            return question.isEmpty() || phrases.without(question, "filler").isEmpty()
                    ? Reply.saying(phrases.say(plain.matches(".*\\b(u+m+|u+h+|e+r+|h+m+)\\b.*") ? "again" : "pleased"))
                    : serve(words, question, pending);
        });
    }

    private Optional<Reply> goOnWith(Pending pending, String words, String plain) {
        if (phrases.isOnly(plain, "no")) {
            return Optional.of(Reply.saying(phrases.say("no")));
        }
        return phrases.isExactly(plain, "repeat") || phrases.isExactly(plain, "wait")
                ? Optional.empty()
                : talk.answered(pending, words);
    }

    private Reply goodbye() {
        return talk.with(phrases.say("bye"), OfferedTool.END_CALL, "The caller said goodbye.");
    }

    private Optional<Reply> courtesy(String plain) {
        if (phrases.isExactly(phrases.without(plain, "filler"), "repeat") || phrases.isExactly(plain, "repeat")) {
            String last = dialogue.agentsLastWords();
            return Optional.of(Reply.saying(last.isEmpty() ? phrases.say("nothing.said") : last));
        }
        if (phrases.isExactly(plain, "who")) {
            return Optional.of(Reply.saying(identity()));
        }
        if (phrases.isExactly(plain, "human")) {
            return Optional.of(human(plain));
        }
        if (phrases.isExactly(plain, "wait")) {
            return Optional.of(talk.with(phrases.say("wait"), OfferedTool.SKIP_TURN, "The caller asked for a moment."));
        }
        if (phrases.isOnly(plain, "greeting")) {
            return Optional.of(Reply.saying(greeting()));
        }
        if (phrases.isExactly(phrases.without(plain, "filler", "greeting"), "help")) {
            return Optional.of(Reply.saying((phrases.say("yes") + topics()).strip()));
        }
        if (phrases.isOnly(plain, "thanks", "yes", "greeting") && phrases.hears(plain, "thanks")) {
            return Optional.of(Reply.saying(phrases.say("thanks")));
        }
        if (phrases.isOnly(plain, "no", "thanks") && phrases.hears(plain, "no")) {
            return Optional.of(isOfferOfMore(dialogue.agentsLastWords()) ? goodbye() : Reply.saying(phrases.say("no")));
        }
        return phrases.isOnly(plain, "yes")
                ? Optional.of(Reply.saying(phrases.say("yes") + topics()))
                : Optional.empty();
    }

    private boolean isOfferOfMore(String said) {
        return List.of("thanks", "no", "failed", "pleased").stream()
                .anyMatch(phrase -> said.contains(phrases.say(phrase)));
    }

    private String greeting() {
        return knowledge.organisation().isEmpty()
                ? phrases.say("greeting")
                : phrases.say("greeting.for", knowledge.organisation());
    }

    private String identity() {
        String who = knowledge.organisation().isEmpty()
                ? phrases.say("who")
                : phrases.say("who.for", knowledge.organisation());
        return who + topics();
    }

    private Reply human(String plain) {
        String contact = knowledge.search(plain + " phone e-mail contact", "").stream()
                .filter(hit -> hit.fact().text().matches(".*(@|[0-9]{3}.*[0-9]{3}).*") && hit.likeness() > 0.55)
                .findFirst()
                .map(hit -> " " + hit.fact().text())
                .orElse("");
        return Reply.saying(phrases.say("human") + contact);
    }

    /** “ You can ask me about opening hours, delivery and returns.”, or nothing. */
    private String topics() {
        List<String> topics = knowledge.topics();
        if (topics.isEmpty()) {
            return "";
        }
        List<String> first = topics.subList(0, Math.min(MOST_TOPICS, topics.size()));
        return " " + phrases.say("topics", ResultSpeech.listed(first, phrases));
    }

    private Reply serve(String words, String question, Optional<Pending> pending) {
        List<Hit> hits = find(question);
        double known = hits.isEmpty() ? 0 : hits.getFirst().score();
        Optional<Wish> wish = wishes.best(tools, question);
        if (wish.isPresent() && wish.get().score() >= WISHED && wish.get().score() >= known) {
            return talk.begin(wish.get().tool(), words);
        }
        if (known >= KNOWN) {
            return Reply.saying(spoken(hits, Words.daysIn(question).isEmpty()));
        }
        if (pending.isPresent()) {
            return talk.askAgain(pending.get());
        }
        return Reply.saying(knowledge.isEmpty() ? phrases.say("empty") : phrases.say("unknown") + topics());
    }

    /** What the caller asked before, when these words lean on it. */
    private String context(String question) {
        if (!leans(question)) {
            return "";
        }
        StringBuilder context = new StringBuilder();
        for (String before : dialogue.earlierWords()) {
            String plain = phrases.without(Words.plain(before), "greeting", "thanks", "filler", "yes", "no", "bye");
            if (!plain.isEmpty() && !phrases.isExactly(plain, "repeat")) {
                context.insert(0, plain + " ");
                if (!leans(plain)) {
                    break;
                }
            }
        }
        return context.toString().strip();
    }

    private boolean leans(String question) {
        return phrases.isExactly(question, "follows")
                || question.split(" ").length <= 2
                || (pointsBack(question) && Words.meaningful(question).size() <= 2);
    }

    private boolean pointsBack(String question) {
        return phrases.hears(question, "about");
    }

    /** A question that leans on the one before may still stand alone (“and the espresso?”); one with a pronoun never. */
    private List<Hit> find(String question) {
        List<Hit> alone = knowledge.search(question, "");
        boolean clear = !alone.isEmpty() && alone.getFirst().score() >= CLEAR && !pointsBack(question);
        String context = clear ? "" : context(question);
        return context.isEmpty() ? alone : knowledge.search(question, context);
    }

    /** The best fact, with those of its topic that fit as well, or that tell the same of the other days. */
    private static String spoken(List<Hit> hits, boolean anyDay) {
        Hit best = hits.getFirst();
        int length = best.fact().text().length();
        boolean daily = anyDay && !Words.daysIn(best.fact().text()).isEmpty();
        List<Hit> chosen = new ArrayList<>(List.of(best));
        for (Hit hit : hits.subList(1, hits.size())) {
            int longer = length + hit.fact().text().length();
            boolean near = hit.score() >= best.score() - AS_GOOD && hit.score() >= KNOWN;
            boolean fits = near || (daily && !Words.daysIn(hit.fact().text()).isEmpty());
            if (fits
                    && longer <= LONGEST
                    && chosen.size() < MOST_FACTS
                    && hit.fact().topic().equals(best.fact().topic())) {
                chosen.add(hit);
                length = longer;
            }
        }
        return chosen.stream()
                .sorted(Comparator.comparingInt(Hit::place))
                .map(hit -> hit.fact().text())
                .collect(Collectors.joining(" "));
    }
}
