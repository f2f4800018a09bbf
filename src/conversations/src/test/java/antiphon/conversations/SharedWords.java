package antiphon.conversations;

import antiphon.language.Embedder;
import java.util.List;
import java.util.Locale;

/** An embedder for which texts are near that share words. May be told to fail, and to be another one. */
public final class SharedWords implements Embedder {
    private static final int DIMENSION = 256;
    private String name = "shared-words";
    private int failures;

    public void failsNext(int times) {
        failures = times;
    }

    public void isCalled(String another) {
        name = another;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The embedder is told to fail.");
        }
        return texts.stream().map(SharedWords::vector).toList();
    }

    private static float[] vector(String text) {
        float[] vector = new float[DIMENSION];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            vector[Math.floorMod(word.hashCode() * 31, DIMENSION)] += word.length() > 3 ? 1 : 0.1f;
        }
        double length = 0;
        for (float each : vector) {
            length += each * each;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.max(Math.sqrt(length), 1e-6);
        }
        return vector;
    }
}
