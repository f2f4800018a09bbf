package antiphon.conversations.topics.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Vectors of length 1, as an embedder would make them: all somewhat alike, and those of one subject more so. */
final class MadeVectors {
    private static final int DIMENSION = 64;
    private static final double OF_ALL = 1.5;
    private static final double NOISE = 0.1;

    private final Random random = new Random(7);

    /** @param subject a number of its own; what has the same is near in meaning */
    float[] about(int subject) {
        double[] vector = new double[DIMENSION];
        vector[0] = OF_ALL;
        vector[1 + subject] = 1;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] += NOISE * random.nextGaussian();
        }
        double[] unit = Geometry.ofLengthOne(vector);
        float[] narrow = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            narrow[i] = (float) unit[i];
        }
        return narrow;
    }

    List<float[]> about(int subject, int times) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            vectors.add(about(subject));
        }
        return vectors;
    }

    /** What is said of things that have nothing to do with one another. */
    double[] examples() {
        double[] middle = new double[DIMENSION];
        for (int subject = 40; subject < 52; subject++) {
            Geometry.add(middle, Geometry.doubles(about(subject)), 1.0 / 12);
        }
        return middle;
    }
}
