package antiphon.speech.embedded;

import antiphon.engines.Sphinx;
import antiphon.speech.SpeechRecognizer.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Everything a caller says until the call asks for it: one utterance or several, joined in the order they were said. */
final class HeardTurn {
    private final Consumer<String> interimListener;
    private final List<CompletableFuture<Sphinx.Heard>> utterances = new ArrayList<>();
    private String lastInterim = "";
    private boolean asked;

    HeardTurn(Consumer<String> interimListener) {
        this.interimListener = interimListener;
    }

    synchronized void add(CompletableFuture<Sphinx.Heard> utterance) {
        utterances.add(utterance);
    }

    /** What the utterance under way sounds like so far; called by the thread that hears it. */
    synchronized void interim(String text) {
        StringBuilder whole = new StringBuilder();
        for (CompletableFuture<Sphinx.Heard> utterance : utterances) {
            if (utterance.isDone() && !utterance.isCompletedExceptionally()) {
                whole.append(utterance.join().text()).append(' ');
            }
        }
        String interim = whole.append(text).toString().trim();
        if (!asked && !interim.equals(lastInterim)) {
            lastInterim = interim;
            interimListener.accept(interim);
        }
    }

    /** From now on there are no interim words. */
    synchronized CompletableFuture<Words> settled() {
        asked = true;
        List<CompletableFuture<Sphinx.Heard>> all = List.copyOf(utterances);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> joined(all.stream().map(CompletableFuture::join).toList()));
    }

    private static Words joined(List<Sphinx.Heard> heard) {
        List<Sphinx.Heard> understood =
                heard.stream().filter(part -> !part.text().isEmpty()).toList();
        String text =
                String.join(" ", understood.stream().map(Sphinx.Heard::text).toList());
        double confidence =
                understood.stream().mapToDouble(Sphinx.Heard::confidence).min().orElse(0);
        return new Words(text, true, confidence);
    }
}
