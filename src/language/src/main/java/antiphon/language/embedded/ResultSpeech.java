package antiphon.language.embedded;

import antiphon.language.Message.ToolAnswered;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what a tool gave back: text as it is, JSON as short sentences of its fields. */
final class ResultSpeech {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SAYINGS =
            List.of("message", "summary", "answer", "text", "result", "response", "description", "speech");
    private static final int MOST_FIELDS = 6;
    private static final int MOST_ITEMS = 3;
    private static final int LONGEST = 400;

    private ResultSpeech() {}

    static String of(ToolAnswered answered, Phrases phrases) {
        if (answered.error()) {
            return phrases.say("failed");
        }
        String result = answered.result().strip();
        if (result.isEmpty() || result.equals("null")) {
            return phrases.say("done");
        }
        try {
            return shortened(said(JSON.readTree(result), phrases));
        } catch (JsonProcessingException e) {
            return shortened(Sentences.spoken(result));
        }
    }

    private static String said(JsonNode result, Phrases phrases) {
        if (result.isObject()) {
            return object(result, phrases);
        }
        if (result.isArray()) {
            return result.isEmpty() ? phrases.say("none") : array(result, phrases);
        }
        return Sentences.spoken(value(result, phrases));
    }

    private static String array(JsonNode items, Phrases phrases) {
        List<String> said = new ArrayList<>();
        for (JsonNode item : items) {
            if (said.size() < MOST_ITEMS) {
                said.add(item.isObject() ? object(item, phrases) : Sentences.spoken(value(item, phrases)));
            }
        }
        return phrases.say("result") + " " + String.join(" ", said);
    }

    private static String object(JsonNode object, Phrases phrases) {
        if (object.isEmpty()) {
            return phrases.say("done");
        }
        for (String saying : SAYINGS) {
            JsonNode text = object.path(saying);
            if (text.isTextual() && text.asText().contains(" ")) {
                return Sentences.spoken(text.asText());
            }
        }
        for (String wrapper : List.of("data", "result", "results", "items", "response")) {
            if (object.path(wrapper).isContainerNode() && !object.path(wrapper).isEmpty()) {
                return said(object.path(wrapper), phrases);
            }
        }
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (fields.size() < MOST_FIELDS && isWorthSaying(field.getValue())) {
                fields.add(Parameter.spoken(field.getKey()) + " " + phrases.say("is") + " "
                        + value(field.getValue(), phrases));
            }
        }
        return fields.isEmpty() ? phrases.say("done") : Sentences.spoken(String.join(", ", fields));
    }

    private static boolean isWorthSaying(JsonNode value) {
        if (value.isArray()) {
            return !value.isEmpty() && value.path(0).isValueNode();
        }
        return value.isValueNode()
                && !value.isNull()
                && !value.asText().isBlank()
                && !value.asText().startsWith("http");
    }

    private static String value(JsonNode value, Phrases phrases) {
        if (value.isBoolean()) {
            return phrases.say(value.asBoolean() ? "yes.word" : "no.word");
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(value(item, phrases)));
            return listed(items, phrases);
        }
        return value.asText().replace('_', ' ');
    }

    /** “a, b and c”. */
    static String listed(List<String> items, Phrases phrases) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " " + phrases.say("and") + " " + items.getLast();
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        for (String sentence : Sentences.of(text)) {
            if (kept.length() + sentence.length() > LONGEST) {
                break;
            }
            kept.append(kept.isEmpty() ? "" : " ").append(sentence);
        }
        return kept.isEmpty() ? text.substring(0, LONGEST) + "…" : kept.toString();
    }
}
