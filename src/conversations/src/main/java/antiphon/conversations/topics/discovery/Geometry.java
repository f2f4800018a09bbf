package antiphon.conversations.topics.discovery;

/** Sums and lengths of vectors, all of one dimension. */
final class Geometry {
    private static final double NOTHING = 1e-9;

    private Geometry() {}

    static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    static void add(double[] sum, double[] vector, double times) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * vector[i];
        }
    }

    /** Of length 1; one that has no direction stays as good as nothing, and is like no other. */
    static double[] ofLengthOne(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        double[] unit = new double[vector.length];
        if (length > NOTHING) {
            add(unit, vector, 1 / length);
        }
        return unit;
    }

    static double[] doubles(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            wide[i] = vector[i];
        }
        return wide;
    }
}
