package antiphon.call;

import antiphon.call.CallEvent.ReplyEvent;
import antiphon.language.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that is being thought of before it is sure that it will be wanted.
 *
 * @param dialogue what it answers: of use only if that is what was said in the end
 * @param held what the model has come up with so far, unheard and undone
 */
record Speculation(List<Message> dialogue, List<ReplyEvent> held) {
    Speculation(List<Message> dialogue) {
        this(dialogue, new ArrayList<>());
    }
}
