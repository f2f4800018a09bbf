package antiphon.language.embedded;

import antiphon.language.Embedder;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Answers without anybody's large model: finds the facts in the agent's own instructions that fit a question, says them
 * as they stand, and uses tools whose description fits a wish.
 *
 * <p>What it does: greetings and goodbyes (with {@code end_call} where offered), thanks, repeating, questions about
 * itself, follow-up questions, facts by likeness of meaning and by shared words, tools with arguments that can be picked
 * out of words (choices, numbers, codes, dates, addresses, names), asking for those that are missing.
 *
 * <p>What it does not: reason, calculate, combine facts, follow rules of the instructions, know the date, or know
 * anything that the instructions do not say. Likeness is measured by an English model; in other languages shared words
 * decide. Its set phrases are English, German, Spanish and French; facts are said as they are written. It says what it
 * is when asked. The same dialogue always gets the same answer.
 *
 * <p>One serves all calls; each answer has a virtual thread, a few milliseconds of computing, and up to a second more
 * when instructions are read for the first time.
 */
public final class EmbeddedResponder implements LanguageModel {
    public static final String NAME = "antiphon-embedded-responder";
    private static final Logger LOG = System.getLogger(EmbeddedResponder.class.getName());

    private final Supplier<Responding> responding;

    private record Responding(KnowledgeShelf shelf, ToolWishes wishes) {}

    EmbeddedResponder(Supplier<Embedder> embedder) {
        this.responding = new Once(embedder);
    }

    /** Nothing, where the embedded engines are not installed. Loads nothing yet; the first answer or {@link #warmUp} does. */
    public static Optional<EmbeddedResponder> find() {
        return EmbeddedEmbedder.isPresent()
                ? Optional.of(new EmbeddedResponder(EmbeddedEmbedder::new))
                : Optional.empty();
    }

    /** Loads the engine, so that the first caller does not wait. Blocks for about a second. */
    public void warmUp() {
        responding.get().wishes().best(java.util.List.of(), "warm up");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void expect(Prompt prompt) {
        Thread.ofVirtual().name("responder-reads").start(() -> {
            try {
                answer(prompt);
            } catch (RuntimeException | LinkageError e) {
                // Said again by the first answer, to somebody who listens.
                LOG.log(Level.DEBUG, "The instructions could not be read ahead");
            }
        });
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        AtomicBoolean over = new AtomicBoolean();
        Thread.ofVirtual().name("responder").start(() -> answer(prompt, listener, over));
        return () -> over.set(true);
    }

    private void answer(Prompt prompt, Listener listener, AtomicBoolean over) {
        try {
            Reply reply = answer(prompt);
            for (String piece : reply.text().split("(?<=[.!?,;:] )|(?<=\\s)(?=\\p{L}+ \\p{L}+ \\p{L}+[ .,])", -1)) {
                if (over.get()) {
                    return;
                }
                if (!piece.isEmpty()) {
                    listener.text(piece);
                }
            }
            if (!over.get()) {
                reply.use().ifPresent(listener::wantsTool);
                listener.finished(Usage.UNKNOWN);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "The embedded responder failed with {0}",
                    e.getClass().getName());
            listener.failed(new LanguageFailure(NAME, "The embedded responder failed.", false));
        }
    }

    private Reply answer(Prompt prompt) {
        Responding with = responding.get();
        return new Attendant(prompt, with.shelf(), with.wishes()).reply();
    }

    /** The engine is loaded by the first who needs it, and by one thread. */
    private static final class Once implements Supplier<Responding> {
        private final Supplier<Embedder> embedder;
        private volatile Optional<Responding> loaded = Optional.empty();

        Once(Supplier<Embedder> embedder) {
            this.embedder = embedder;
        }

        @Override
        public Responding get() {
            Optional<Responding> ready = loaded;
            return ready.isPresent() ? ready.get() : load();
        }

        private synchronized Responding load() {
            if (loaded.isEmpty()) {
                Embedder engine = embedder.get();
                loaded = Optional.of(new Responding(new KnowledgeShelf(engine), new ToolWishes(engine)));
            }
            return loaded.get();
        }
    }
}
