package antiphon.call;

import antiphon.language.Attachment;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been said in this call, and by whom. Lives on the call's thread. */
final class Dialogue {
    /** What a model reads for a caller who says nothing. */
    private static final String SILENCE = "...";

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Message> notes = new HashMap<>();
    private boolean userHasSpoken;

    /** What was said before this call. */
    void recall(List<Message> earlier) {
        messages.addAll(earlier);
        userHasSpoken |= earlier.stream().anyMatch(Message.UserSaid.class::isInstance);
    }

    void userSaid(String words) {
        userHasSpoken = true;
        messages.add(new Message.UserSaid(words));
    }

    /** @param most how many of all files shown, the newest, stay */
    void userShowed(List<Attachment> files, int most) {
        messages.add(new Message.UserShowed(files));
        int room = most;
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof Message.UserShowed(List<Attachment> shown)) {
                List<Attachment> kept = shown.subList(Math.max(0, shown.size() - room), shown.size());
                messages.set(i, new Message.UserShowed(List.copyOf(kept)));
                room -= kept.size();
            }
        }
        messages.removeIf(message -> message instanceof Message.UserShowed(var shown) && shown.isEmpty());
    }

    /** What the dialogue would be if the caller said this. */
    List<Message> ifUserSaid(String words) {
        var more = new ArrayList<>(messages);
        more.add(new Message.UserSaid(words));
        return List.copyOf(more);
    }

    /** Whether the caller has said anything but silence. */
    boolean userHasSpoken() {
        return userHasSpoken;
    }

    /** The caller says nothing. */
    void userWasSilent() {
        messages.add(new Message.UserSaid(SILENCE));
    }

    void agentSaid(String words) {
        if (!words.isBlank()) {
            messages.add(new Message.AgentSaid(words.strip()));
        }
    }

    void agentUsedTools(String text, List<ToolUse> uses) {
        messages.add(new Message.AgentUsedTools(text.strip(), List.copyOf(uses)));
    }

    /**
     * What the agent said while it used tools was not heard to its end.
     *
     * @param unheard how many characters of it, from the last
     */
    void agentWasNotHeard(int unheard) {
        int left = unheard;
        for (int i = messages.size() - 1; i >= 0 && left > 0; i--) {
            if (messages.get(i) instanceof Message.AgentUsedTools(String text, List<ToolUse> uses)) {
                String heard = text.substring(0, Math.max(0, text.length() - left));
                left -= text.length() - heard.length();
                messages.set(i, new Message.AgentUsedTools(heard.strip(), uses));
            }
        }
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
