package antiphon.speech.peers;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Words;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A listener that keeps what a recognizer tells it, in order. */
public final class Heard implements Listener {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    @Override
    public void heard(Words words) {
        told.add(words);
    }

    @Override
    public void failed(SpeechFailure failure) {
        told.add(failure);
    }

    public Words words() {
        return (Words) Patience.next(told);
    }

    /** The next settled words; guesses before them are passed over. */
    public Words settled() {
        Words words = words();
        return words.settled() ? words : settled();
    }

    public SpeechFailure failure() {
        Object next = Patience.next(told);
        return next instanceof SpeechFailure failure ? failure : failure();
    }

    public boolean isQuiet() {
        return told.isEmpty();
    }
}
