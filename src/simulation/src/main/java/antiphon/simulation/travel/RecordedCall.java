package antiphon.simulation.travel;

import antiphon.api.Json;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import antiphon.conversations.record.Features;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as it was, as far as it can be put to another agent: until it came to an agent that it did not begin with.
 *
 * @param passedOn whether it did
 */
record RecordedCall(Conversation conversation, List<Exchange> exchanges, boolean passedOn) {
    RecordedCall {
        exchanges = List.copyOf(exchanges);
    }

    static RecordedCall of(Conversation conversation, List<ConversationTurn> turns) {
        List<Exchange> all = Exchange.of(turns);
        List<Exchange> own = all.stream()
                .takeWhile(exchange -> !exchange.isOfAnother(conversation.agentId()))
                .toList();
        return new RecordedCall(conversation, own, own.size() < all.size());
    }

    /** Why a conversation cannot be put to anybody, in a sentence; empty where it can. */
    static Optional<String> obstacle(Conversation conversation, List<ConversationTurn> turns) {
        if (!conversation.ended()) {
            return Optional.of("This conversation is not over yet.");
        }
        if (conversation.wordsGone()) {
            return Optional.of("What was said in this conversation was deleted, as its agent's retention asks.");
        }
        if (Features.zeroRetention(conversation.features())) {
            return Optional.of("Nothing is kept of this conversation: its agent had zero retention.");
        }
        if (Features.redacted(conversation.features())) {
            return Optional.of("What was said in this conversation was redacted, so it is not known in full.");
        }
        if (turns.stream().noneMatch(turn -> turn.role().equals("user"))) {
            return Optional.of("The caller said nothing in this conversation.");
        }
        return of(conversation, turns).exchanges().size() < 2
                ? Optional.of("The caller only spoke with an agent to whom this conversation was passed on.")
                : Optional.empty();
    }

    /** All that was said and done before this one. */
    List<JsonObject> before(Exchange exchange) {
        return exchanges.subList(0, exchange.number()).stream()
                .flatMap(each -> each.entries().stream())
                .toList();
    }

    List<JsonObject> entries() {
        return exchanges.stream().flatMap(each -> each.entries().stream()).toList();
    }

    /** At which node of its workflow the agent was before this one. */
    Optional<String> nodeBefore(Exchange exchange) {
        return exchanges.subList(0, exchange.number()).reversed().stream()
                .flatMap(each -> each.node().stream())
                .findFirst();
    }

    /** What the client brought along, and what tools made of it before this exchange. */
    JsonObject variablesBefore(Exchange exchange) {
        JsonObjectBuilder variables = Json.createObjectBuilder(variables());
        before(exchange).stream()
                .flatMap(Entries::results)
                .flatMap(result -> Entries.objects(result, "dynamic_variable_updates"))
                .filter(update -> update.containsKey("variable_name") && update.containsKey("new_value"))
                .forEach(update -> variables.add(update.getString("variable_name", ""), update.get("new_value")));
        return variables.build();
    }

    private JsonObject variables() {
        try (JsonReader reader = Json.createReader(new StringReader(conversation.clientDataJson()))) {
            return Entries.object(reader.readObject(), "dynamic_variables");
        }
    }

    List<String> callersWords() {
        List<String> words = new ArrayList<>();
        exchanges.forEach(exchange -> words.add(Entries.words(exchange.caller())));
        words.removeIf(String::isBlank);
        return words;
    }

    Cost cost() {
        return exchanges.stream().map(Exchange::cost).reduce(Cost.NONE, Cost::plus);
    }
}
