package antiphon.simulation;

import antiphon.language.Embedder;
import java.util.List;
import java.util.Locale;

/** Texts are near in which the same words stand. */
public final class SameWords implements Embedder {
    private static final int DIMENSION = 4096;

    @Override
    public String name() {
        return "same words";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(SameWords::vector).toList();
    }

    private static float[] vector(String text) {
        float[] vector = new float[DIMENSION];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSION)] = 1;
        }
        double length = 0;
        for (float part : vector) {
            length += part * part;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
