package antiphon.language.embedded;

import antiphon.language.ToolUse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The talk about a tool: asking for what it needs, and having it used when all is there. */
final class ToolTalk {
    private final Dialogue dialogue;
    private final Phrases phrases;
    private final List<OfferedTool> tools;

    ToolTalk(Dialogue dialogue, Phrases phrases, List<OfferedTool> tools) {
        this.dialogue = dialogue;
        this.phrases = phrases;
        this.tools = tools;
    }

    /** A tool and the parameter that the agent has just asked for. */
    record Pending(OfferedTool tool, Parameter parameter) {}

    /** Nothing of a talk is kept but the dialogue, so the agent's own last words tell what it was waiting for. */
    Optional<Pending> pending() {
        String asked = dialogue.agentsLastWords();
        for (OfferedTool tool : tools) {
            for (Parameter parameter : tool.required()) {
                if (asked.contains(phrases.say("need", parameter.wish()))
                        || asked.contains(phrases.say("need.again", parameter.wish()))) {
                    return Optional.of(new Pending(tool, parameter));
                }
            }
        }
        return Optional.empty();
    }

    /** Uses the tool, or asks for the first thing that is missing. */
    Reply begin(OfferedTool tool, String words) {
        return goOn(tool, words, Optional.empty(), "need");
    }

    /** Takes the words as an answer to what was asked; empty when they are none. */
    Optional<Reply> answered(Pending pending, String words) {
        return Arguments.find(pending.parameter(), words, true)
                .map(value -> goOn(pending.tool(), words, Optional.of(pending.parameter()), "need"));
    }

    Reply askAgain(Pending pending) {
        return Reply.saying(phrases.say("need.again", pending.parameter().wish()));
    }

    private Reply goOn(OfferedTool tool, String words, Optional<Parameter> asked, String phrase) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (Parameter parameter : tool.parameters()) {
            Optional<String> value = Arguments.find(parameter, words, asked.equals(Optional.of(parameter)));
            if (value.isEmpty() && parameter.required() && asked.isPresent()) {
                value = saidBefore(tool, parameter);
            }
            if (value.isPresent() && (parameter.required() || isPlain(parameter))) {
                Arguments.put(arguments, parameter, value.get());
            } else if (parameter.required()) {
                return Reply.saying(phrases.say(phrase, parameter.wish()));
            }
        }
        return new Reply(phrases.say("check"), Optional.of(use(tool.name(), arguments)));
    }

    /** What nobody asked for is only filled in where it cannot be mistaken. */
    private static boolean isPlain(Parameter parameter) {
        return !parameter.choices().isEmpty() || parameter.spokenName().matches(".*\\b(e-?mail|date)\\b.*");
    }

    private Optional<String> saidBefore(OfferedTool tool, Parameter parameter) {
        List<Parameter> asked = new ArrayList<>(tool.required());
        return dialogue.earlierWords().stream()
                .limit(asked.size() + 1L)
                .map(words -> Arguments.find(parameter, words, false))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private ToolUse use(String tool, ObjectNode arguments) {
        return new ToolUse(dialogue.nextUseId(), tool, arguments.toString());
    }

    /** With the platform's tool of that name after the words, where it is offered. */
    Reply with(String text, String systemTool, String reason) {
        return tools.stream()
                .filter(tool -> tool.name().equals(systemTool))
                .findFirst()
                .map(tool -> new Reply(
                        text,
                        Optional.of(use(
                                systemTool,
                                JsonNodeFactory.instance.objectNode().put("reason", reason)))))
                .orElseGet(() -> Reply.saying(text));
    }
}
