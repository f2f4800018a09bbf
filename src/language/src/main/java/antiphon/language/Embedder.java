package antiphon.language;

import java.util.List;

/** Turns text into vectors whose cosine tells how near two texts are in meaning. Any thread. */
public interface Embedder {
    String name();

    /** The length of every vector. */
    int dimension();

    /** Blocks while computing; one vector of length 1 for each text, in their order. */
    List<float[]> embed(List<String> texts);

    /** Of a question, to be held against the vectors of texts that may answer it. Blocks while computing. */
    default float[] embedQuestion(String question) {
        return embed(question);
    }

    default float[] embed(String text) {
        return embed(List.of(text)).getFirst();
    }
}
