package antiphon.call;

import antiphon.call.CallEvent.ReplyEvent;
import antiphon.language.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Thinking ahead: an answer is begun before it is sure that the caller is done. What comes of it is held back, unheard and
 * undone, until it is known whether it answers what was said in the end. Lives on the call's thread.
 */
final class Speculating {
    private final Replying replying;
    private final Dialogue dialogue;
    private final List<ReplyEvent> held = new ArrayList<>();
    private List<Message> supposed = List.of();

    Speculating(Replying replying, Dialogue dialogue) {
        this.replying = replying;
        this.dialogue = dialogue;
    }

    void begin(String words, Instant now) {
        forget();
        supposed = dialogue.ifUserSaid(words);
        replying.begin(supposed, now);
    }

    /** What was begun is of no use. */
    void forget() {
        if (isUnderWay()) {
            replying.stop();
            supposed = List.of();
            held.clear();
        }
    }

    void hold(ReplyEvent event) {
        if (isUnderWay() && replying.awaits(event.asked())) {
            held.add(event);
        }
    }

    /**
     * Answers the dialogue as it stands, with what was thought of already if that is what it answers.
     *
     * @return what has come of it so far
     */
    List<ReplyEvent> answer(Instant now) {
        if (!supposed.equals(dialogue.messages())) {
            forget();
        }
        if (!isUnderWay()) {
            replying.begin(dialogue.messages(), now);
        }
        List<ReplyEvent> known = List.copyOf(held);
        supposed = List.of();
        held.clear();
        return known;
    }

    private boolean isUnderWay() {
        return !supposed.isEmpty();
    }
}
