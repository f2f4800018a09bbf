package antiphon.call;

import antiphon.call.CallEvent.PassagesFound;
import antiphon.call.Knowledge.Found;
import antiphon.call.Knowledge.Looking;
import antiphon.call.Knowledge.Retrieval;
import antiphon.language.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the agent looks up once for each thing that the caller says. Lives on the call's thread. */
final class LookingUp {
    private final Consumer<CallEvent> call;
    private @Nullable Looking looking;
    private List<Message> dialogue = List.of();
    private String note = "";
    private Optional<Retrieval> untold = Optional.empty();
    private int asked;

    LookingUp(Consumer<CallEvent> call) {
        this.call = call;
    }

    /** @return whether there is something to wait for */
    boolean begin(Optional<Knowledge> knowledge, List<Message> said) {
        stop();
        note = "";
        untold = Optional.empty();
        if (knowledge.isEmpty() || said.isEmpty() || !(said.getLast() instanceof Message.UserSaid)) {
            return false;
        }
        int number = ++asked;
        dialogue = said;
        looking = knowledge.get().look(said, found -> call.accept(new PassagesFound(number, found)));
        return true;
    }

    /** @return the dialogue that is to be answered now; empty when this is not what was waited for */
    Optional<List<Message>> found(PassagesFound event) {
        if (looking == null || event.asked() != asked) {
            return Optional.empty();
        }
        looking = null;
        Found found = event.found();
        note = found.note();
        untold = Optional.of(found.retrieval());
        return Optional.of(dialogue);
    }

    /** How it was found, if nobody has been told of it yet. */
    Optional<Retrieval> untold() {
        Optional<Retrieval> told = untold;
        untold = Optional.empty();
        return told;
    }

    /** A dialogue, and what was found for this turn. */
    List<Message> added(List<Message> said) {
        if (note.isEmpty()) {
            return said;
        }
        var more = new ArrayList<>(said);
        more.add(new Message.Noted(note));
        return List.copyOf(more);
    }

    void stop() {
        if (looking != null) {
            looking.cancel();
            looking = null;
        }
    }
}
