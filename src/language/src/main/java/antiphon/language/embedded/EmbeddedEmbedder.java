package antiphon.language.embedded;

import antiphon.engines.SentenceVectors;
import antiphon.language.Embedder;
import java.util.List;

/** The embedder that comes with the house: English above all, 384 numbers a text, a few milliseconds each. */
public final class EmbeddedEmbedder implements Embedder {
    private static final String QUESTION = "Represent this sentence for searching relevant passages: ";

    private final SentenceVectors vectors;

    /**
     * Loads the engine if nobody has; blocks for about a second then.
     *
     * @throws IllegalStateException when it is not installed here
     */
    public EmbeddedEmbedder() {
        try {
            vectors = SentenceVectors.load();
        } catch (LinkageError e) {
            throw new IllegalStateException("The embedded engines are not installed here.", e);
        }
    }

    /** Whether the engine is installed. Loads nothing. */
    public static boolean isPresent() {
        try {
            return SentenceVectors.class.getDeclaredMethods().length > 0;
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public String name() {
        return vectors.name();
    }

    @Override
    public int dimension() {
        return vectors.dimension();
    }

    /** With the words before it that the model was trained with. */
    @Override
    public float[] embedQuestion(String question) {
        return embed(QUESTION + question);
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return vectors.embed(texts);
    }
}
