package antiphon.language.embedded;

import antiphon.language.Message;
import antiphon.language.Message.AgentSaid;
import antiphon.language.Message.AgentUsedTools;
import antiphon.language.Message.Noted;
import antiphon.language.Message.ToolAnswered;
import antiphon.language.Message.UserSaid;
import antiphon.language.Message.UserShowed;
import antiphon.language.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was said before, read backwards from now. Files mean nothing here. */
final class Dialogue {
    private final List<Message> messages;

    Dialogue(Prompt prompt) {
        messages = prompt.dialogue().stream()
                .filter(message -> !(message instanceof Noted || message instanceof UserShowed))
                .toList();
    }

    /** The instructions and all that was noted since. */
    static String instructions(Prompt prompt) {
        return prompt.instructions()
                + prompt.dialogue().stream()
                        .filter(Noted.class::isInstance)
                        .map(message -> "\n\n" + ((Noted) message).text())
                        .collect(Collectors.joining());
    }

    /** What the caller has said since the agent last did; empty when it is not the caller's words that want an answer. */
    String latestWords() {
        List<String> words = new ArrayList<>();
        for (int i = messages.size() - 1; i >= 0 && messages.get(i) instanceof UserSaid(String text); i--) {
            words.addFirst(text);
        }
        return String.join(" ", words).strip();
    }

    boolean callerSpokeLast() {
        return !messages.isEmpty() && messages.getLast() instanceof UserSaid;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Results that have come since anybody spoke, in their order. */
    List<ToolAnswered> latestResults() {
        List<ToolAnswered> results = new ArrayList<>();
        for (int i = messages.size() - 1; i >= 0 && messages.get(i) instanceof ToolAnswered result; i--) {
            results.addFirst(result);
        }
        return results;
    }

    /** What the agent said last; empty when nothing. */
    String agentsLastWords() {
        for (Message message : messages.reversed()) {
            String text = switch (message) {
                case AgentSaid(String said) -> said;
                case AgentUsedTools(String said, var uses) -> said;
                case UserSaid user -> "";
                case ToolAnswered result -> "";
                case UserShowed files -> "";
                case Noted noted -> "";
            };
            if (!text.isBlank()) {
                return text.strip();
            }
        }
        return "";
    }

    /** The turns of the caller before the latest, newest first. */
    List<String> earlierWords() {
        List<String> words = new ArrayList<>();
        boolean latest = true;
        for (Message message : messages.reversed()) {
            if (message instanceof UserSaid(String text)) {
                if (!latest) {
                    words.add(text);
                }
            } else {
                latest = false;
            }
        }
        return words;
    }

    /** So that no two wishes of one dialogue have the same. */
    String nextUseId() {
        return "use_" + messages.size();
    }
}
