package antiphon.call;

import antiphon.audio.AudioFrame;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A live call. */
public final class Call {
    public Call(CallPlan plan, Line line, InstantSource clock, Consumer<CallNews> news) {}

    /** Lives the call from its first word to its last, on the caller's thread, which should be a virtual one. */
    public void run() {}

    /** The caller's next 20 ms. Any thread; at most 2 s wait to be heard, beyond which the oldest are dropped. */
    public void hear(AudioFrame frame) {}

    /** The caller has typed instead of spoken. Any thread. */
    public void read(String words) {}

    /** The caller is there, though neither speaking nor typing a message: turn time-outs begin anew. Any thread. */
    public void noticeActivity() {}

    /**
     * Something the agent shall know from here on. Any thread.
     *
     * @param id a later note with the same id takes this one's place; empty means it stands by itself
     */
    public void note(String id, String text) {}

    /** Ends the call. Any thread, any number of times. */
    public void end(CallEnd end) {}
}
