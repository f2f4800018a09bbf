package antiphon.speech.parts;

import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one call has said since its last settled words, and who still waits for an answer: sees to it that every wish for
 * settled words is answered exactly once, in order, and that nobody is told anything after the end. Any thread.
 */
public final class Transcript {
    private final Listener listener;
    private final Runnable whenEnded;
    private final List<String> pieces = new ArrayList<>();
    private String unfinished = "";
    private double confidence = 1;
    private long asked;
    private long answered;
    private boolean closed;
    private Optional<SpeechFailure> end = Optional.empty();

    /** @param whenEnded run once, when a failure has ended this transcript; lets go of the connection */
    public Transcript(Listener listener, Runnable whenEnded) {
        this.listener = listener;
        this.whenEnded = whenEnded;
    }

    /** The provider's present guess at what follows the pieces it is sure of. */
    public synchronized void guess(String text, double likelihood) {
        unfinished = text.strip();
        if (isOpen() && !unfinished.isEmpty()) {
            listener.heard(new Words(whole(), false, Math.min(confidence, likelihood)));
        }
    }

    /** A piece the provider is sure of; takes the place of its guess. */
    public synchronized void add(String text, double likelihood) {
        unfinished = "";
        if (!text.isBlank()) {
            pieces.add(text.strip());
            confidence = Math.min(confidence, likelihood);
            if (isOpen() && asked == answered) {
                listener.heard(new Words(whole(), false, confidence));
            }
        }
    }

    /** @return whether the provider has guessed at words it has not become sure of */
    public synchronized boolean isUnfinished() {
        return !unfinished.isEmpty();
    }

    /**
     * Notes that the call wants settled words.
     *
     * @return the number of this wish
     */
    public synchronized long ask() {
        asked++;
        if (!closed && end.isPresent()) {
            answered = asked;
            listener.failed(end.get());
        }
        return asked;
    }

    public synchronized boolean awaits(long number) {
        return isOpen() && answered < number && number <= asked;
    }

    /** Answers the oldest open wish with the pieces there are; without an open wish they are kept for the next. */
    public synchronized void settle() {
        if (isOpen() && answered < asked) {
            answered++;
            Words words = new Words(String.join(" ", pieces), true, pieces.isEmpty() ? 1 : confidence);
            pieces.clear();
            unfinished = "";
            confidence = 1;
            listener.heard(words);
        }
    }

    /** Answers the oldest open wish with a failure after which the next may well succeed. */
    public synchronized void miss(SpeechFailure failure) {
        if (isOpen() && answered < asked) {
            answered++;
            listener.failed(failure);
        }
    }

    /** Nothing more will be heard here. Told once; every later wish is answered with the same. */
    public void end(SpeechFailure failure) {
        synchronized (this) {
            if (!isOpen()) {
                return;
            }
            end = Optional.of(failure);
            answered = asked;
            listener.failed(failure);
        }
        whenEnded.run();
    }

    /** The call no longer listens. */
    public synchronized void close() {
        closed = true;
    }

    public synchronized boolean isOpen() {
        return !closed && end.isEmpty();
    }

    private String whole() {
        String sure = String.join(" ", pieces);
        return sure.isEmpty() || unfinished.isEmpty() ? sure + unfinished : sure + " " + unfinished;
    }
}
