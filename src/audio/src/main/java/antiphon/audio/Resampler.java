package antiphon.audio;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries one stream of samples from one rate to another, whatever the sizes of its chunks: the same sound comes out
 * however it was cut. A polyphase Kaiser-windowed sinc, flat up to seven eighths of the lower of the two Nyquist
 * frequencies and at least 70 dB down above it. Sound comes out a few milliseconds after it went in, and is not shifted
 * in time. One stream, one thread at a time.
 */
public final class Resampler {
    private static final double PASS_SHARE = 0.875;
    private static final double REJECTION_DB = 80;
    private static final short[] NOTHING = {};
    /** As many samples that stand alike: fewer are made one by one sooner than they are sorted. */
    private static final int WORTH_SORTING = 8;

    private static final Map<Rates, Filter> FILTERS = new ConcurrentHashMap<>();

    private final Filter filter;
    /** Whole numbers: were they of the kind of the sums, the compiler would have to fear that they are the same array. */
    private int[] held;

    private int heldLength;
    private int first;
    private int phase;

    private Resampler(Filter filter) {
        this.filter = filter;
        this.held = new int[filter.taps() * 4];
        restart();
    }

    /** @throws IllegalArgumentException when a rate is not between 4 and 192 kHz */
    public static Resampler between(int fromHz, int toHz) {
        return new Resampler(FILTERS.computeIfAbsent(new Rates(fromHz, toHz), Filter::of));
    }

    /** The sound that can be told by now; the samples given are not kept. */
    public short[] resample(short[] samples) {
        return filter.changesNothing() ? samples.clone() : resample(samples, samples.length);
    }

    /** The end of the stream: the sound still owed, after which a new stream may begin. */
    public short[] flush() {
        short[] last = resample(new short[filter.after()], filter.after());
        restart();
        return last;
    }

    private short[] resample(short[] samples, int length) {
        hold(samples, length);
        int ready = ready();
        short[] out = ready == 0 ? NOTHING : filter.at(held, heldLength, first, phase, ready);
        phase += ready * filter.stepIn();
        first += phase / filter.phases();
        phase %= filter.phases();
        forget();
        return out;
    }

    private void hold(short[] samples, int length) {
        if (heldLength + length > held.length) {
            held = Arrays.copyOf(held, Math.max(heldLength + length, held.length * 2));
        }
        for (int i = 0; i < length; i++) {
            held[heldLength + i] = samples[i];
        }
        heldLength += length;
    }

    /** How many samples have all their neighbours. */
    private int ready() {
        long room = heldLength - filter.taps() - (long) first;
        return room < 0 ? 0 : (int) ((room * filter.phases() + filter.phases() - 1 - phase) / filter.stepIn() + 1);
    }

    private void forget() {
        int gone = Math.min(first, heldLength);
        System.arraycopy(held, gone, held, 0, heldLength - gone);
        heldLength -= gone;
        first -= gone;
    }

    private void restart() {
        Arrays.fill(held, 0);
        heldLength = filter.taps() - 1 - filter.after();
        first = 0;
        phase = 0;
    }

    private record Rates(int fromHz, int toHz) {
        Rates {
            if (Math.min(fromHz, toHz) < 4_000 || Math.max(fromHz, toHz) > 192_000) {
                throw new IllegalArgumentException(
                        "sample rates are between 4000 and 192000 Hz, these are " + fromHz + " and " + toHz);
            }
        }
    }

    /**
     * One row of weights for each position an outgoing sample can have between two incoming ones.
     *
     * @param phases how many such positions there are
     * @param stepIn how many positions lie between two outgoing samples
     * @param taps how many incoming samples one outgoing sample is made of, even or 1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never given away
    private record Filter(int phases, int stepIn, int taps, float[][] weights) {
        static Filter of(Rates rates) {
            int common = greatestCommonDivisor(rates.fromHz, rates.toHz);
            int phases = rates.toHz / common;
            int stepIn = rates.fromHz / common;
            if (phases == stepIn) {
                return new Filter(1, 1, 1, new float[][] {{1}});
            }
            double stopHz = Math.min(rates.fromHz, rates.toHz) / 2.0;
            double widthRadians = 2 * Math.PI * stopHz * (1 - PASS_SHARE) / rates.fromHz;
            int taps = 2 * (int) Math.ceil((REJECTION_DB - 8) / (2.285 * widthRadians) / 2);
            double cutoff = stopHz * (1 + PASS_SHARE) / 2 / rates.fromHz;
            float[][] weights = new float[phases][];
            for (int phase = 0; phase < phases; phase++) {
                weights[phase] = row(taps, cutoff, (double) phase / phases);
            }
            return new Filter(phases, stepIn, taps, weights);
        }

        boolean changesNothing() {
            return taps == 1;
        }

        /** How many samples after the outgoing one take part in it. */
        int after() {
            return taps / 2;
        }

        /** As many outgoing samples as are wanted, from one position on. */
        short[] at(int[] samples, int length, int first, int phase, int wanted) {
            short[] out = new short[wanted];
            if (wanted < phases * WORTH_SORTING) {
                for (int i = 0; i < wanted; i++) {
                    int position = phase + i * stepIn;
                    out[i] = sample(sum(weights[position % phases], samples, first + position / phases));
                }
            } else {
                fill(out, lanes(samples, length, first), phase);
            }
            return out;
        }

        private static float sum(float[] row, int[] samples, int from) {
            float sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += row[i] * samples[from + i];
            }
            return sum;
        }

        /**
         * Outgoing samples that stand alike between two incoming ones are made together, weight by weight: their neighbours
         * lie next to one another in a lane, so that the processor takes many of them at a time.
         */
        private void fill(short[] out, int[][] lanes, int phase) {
            float[] sums = new float[(out.length + phases - 1) / phases];
            for (int begin = 0; begin < phases; begin++) {
                int position = phase + begin * stepIn;
                int alike = (out.length - begin + phases - 1) / phases;
                Arrays.fill(sums, 0);
                for (int tap = 0; tap < taps; tap++) {
                    int at = position / phases + tap;
                    add(weights[position % phases][tap], lanes[at % stepIn], at / stepIn, sums, alike);
                }
                for (int i = 0; i < alike; i++) {
                    out[begin + i * phases] = sample(sums[i]);
                }
            }
        }

        private static short sample(float sum) {
            return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
        }

        /** Every {@link #stepIn}th sample, counted from the first, then from the second, and so on. */
        private int[][] lanes(int[] samples, int length, int first) {
            int[][] lanes = new int[stepIn][(length - first + stepIn - 1) / stepIn];
            for (int lane = 0; lane < stepIn; lane++) {
                for (int from = first + lane, to = 0; from < length; from += stepIn, to++) {
                    lanes[lane][to] = samples[from];
                }
            }
            return lanes;
        }

        private static void add(float weight, int[] lane, int from, float[] sums, int count) {
            for (int i = 0; i < count; i++) {
                sums[i] += weight * lane[from + i];
            }
        }

        private static float[] row(int taps, double cutoff, double offset) {
            double[] exact = new double[taps];
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                double distance = i - (taps / 2 - 1) - offset;
                exact[i] = sinc(2 * cutoff * distance) * kaiser(distance / (taps / 2.0));
                sum += exact[i];
            }
            float[] row = new float[taps];
            for (int i = 0; i < taps; i++) {
                row[i] = (float) (exact[i] / sum);
            }
            return row;
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        }

        private static double kaiser(double x) {
            double beta = 0.1102 * (REJECTION_DB - 8.7);
            return bessel(beta * Math.sqrt(Math.max(0, 1 - x * x)));
        }

        /** The modified Bessel function of the first kind and order zero, by its power series. */
        private static double bessel(double x) {
            double term = 1;
            double sum = 1;
            for (int k = 1; term > sum * 1e-12; k++) {
                term *= x * x / (4.0 * k * k);
                sum += term;
            }
            return sum;
        }

        private static int greatestCommonDivisor(int a, int b) {
            return b == 0 ? a : greatestCommonDivisor(b, a % b);
        }
    }
}
