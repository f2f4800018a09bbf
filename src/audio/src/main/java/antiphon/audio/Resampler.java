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
    private static final Map<Rates, Filter> FILTERS = new ConcurrentHashMap<>();

    private final Filter filter;
    private short[] held;
    private int heldLength;
    private int first;
    private int phase;

    private Resampler(Filter filter) {
        this.filter = filter;
        this.held = new short[filter.taps() * 4];
        restart();
    }

    /** @throws IllegalArgumentException when a rate is not between 4 and 192 kHz */
    public static Resampler between(int fromHz, int toHz) {
        return new Resampler(FILTERS.computeIfAbsent(new Rates(fromHz, toHz), Filter::of));
    }

    /** The sound that can be told by now; the samples given are not kept. */
    public short[] resample(short[] samples) {
        return resample(samples, samples.length);
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
        short[] out = ready == 0 ? NOTHING : new short[ready];
        for (int i = 0; i < ready; i++) {
            out[i] = filter.at(held, first, phase);
            phase += filter.stepIn();
            first += phase / filter.phases();
            phase %= filter.phases();
        }
        forget();
        return out;
    }

    private void hold(short[] samples, int length) {
        if (heldLength + length > held.length) {
            held = Arrays.copyOf(held, Math.max(heldLength + length, held.length * 2));
        }
        System.arraycopy(samples, 0, held, heldLength, length);
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
        Arrays.fill(held, (short) 0);
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

        /** How many samples after the outgoing one take part in it. */
        int after() {
            return taps / 2;
        }

        /** Eight sums side by side, for none of them has to wait for another. */
        short at(short[] samples, int first, int phase) {
            float[] row = weights[phase];
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            float e = 0;
            float f = 0;
            float g = 0;
            float h = 0;
            int i = 0;
            for (; i + 7 < taps; i += 8) {
                a += row[i] * samples[first + i];
                b += row[i + 1] * samples[first + i + 1];
                c += row[i + 2] * samples[first + i + 2];
                d += row[i + 3] * samples[first + i + 3];
                e += row[i + 4] * samples[first + i + 4];
                f += row[i + 5] * samples[first + i + 5];
                g += row[i + 6] * samples[first + i + 6];
                h += row[i + 7] * samples[first + i + 7];
            }
            for (; i < taps; i++) {
                a += row[i] * samples[first + i];
            }
            float sum = a + b + (c + d) + (e + f + (g + h));
            return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
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
