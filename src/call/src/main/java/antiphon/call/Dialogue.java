package antiphon.call;

import antiphon.language.Message;
import antiphon.language.ToolUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been said in this call, and by whom. Lives on the call's thread. */
final class Dialogue {
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Message> notes = new HashMap<>();

    void userSaid(String words) {
        messages.add(new Message.UserSaid(words));
    }

    void agentSaid(String words) {
        if (!words.isBlank()) {
            messages.add(new Message.AgentSaid(words.strip()));
        }
    }

    void agentUsedTools(String text, List<ToolUse> uses) {
        messages.add(new Message.AgentUsedTools(text.strip(), List.copyOf(uses)));
    }

    void toolAnswered(ToolUse use, ToolBox.Answer answer) {
        messages.add(new Message.ToolAnswered(use.id(), use.tool(), answer.text(), answer.error()));
    }

    /** @param id a note with the same id is replaced; empty means the note stands by itself */
    void note(String id, String text) {
        var note = new Message.Noted(text);
        if (!id.isEmpty()) {
            Message former = notes.put(id, note);
            messages.removeIf(message -> message == former);
        }
        messages.add(note);
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }
}
