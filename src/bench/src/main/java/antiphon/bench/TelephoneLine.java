package antiphon.bench;

/** What a telephone line does to sound: everything outside 300 to 3400 Hz is gone, the rest is coded by G.711 µ-law. */
final class TelephoneLine {
    private static final int TAPS = 129;
    private static final double SAMPLE_RATE_HZ = 16_000;
    private static final int BIAS = 132;
    private static final int CLIP = 32_635;

    private TelephoneLine() {}

    static short[] through(short[] samples) {
        double[] sound = new double[samples.length];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = samples[i];
        }
        double[] narrow = filtered(sound, bandPass(300, 3400));
        double[] coded = new double[narrow.length];
        for (int i = 0; i < narrow.length; i += 2) {
            coded[i] =
                    2.0 * decoded(encoded((int) Math.clamp(Math.round(narrow[i]), Short.MIN_VALUE, Short.MAX_VALUE)));
        }
        double[] heard = filtered(coded, bandPass(0, 3800));
        short[] result = new short[heard.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (short) Math.clamp(Math.round(heard[i]), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return result;
    }

    private static double[] bandPass(double lowHz, double highHz) {
        double[] taps = new double[TAPS];
        for (int i = 0; i < TAPS; i++) {
            double at = i - (TAPS - 1) / 2.0;
            double window = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (TAPS - 1));
            taps[i] = window * (lowPass(highHz, at) - lowPass(lowHz, at));
        }
        return taps;
    }

    private static double lowPass(double hertz, double at) {
        double turns = 2 * hertz / SAMPLE_RATE_HZ;
        return at == 0 ? turns : Math.sin(Math.PI * turns * at) / (Math.PI * at);
    }

    private static double[] filtered(double[] sound, double[] taps) {
        double[] result = new double[sound.length];
        for (int i = 0; i < sound.length; i++) {
            int first = i + taps.length / 2;
            for (int k = Math.max(0, first - sound.length + 1); k < taps.length && first - k >= 0; k++) {
                result[i] += sound[first - k] * taps[k];
            }
        }
        return result;
    }

    private static int encoded(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
        int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
        return ~(sign | exponent << 4 | (magnitude >> (exponent + 3)) & 15) & 0xff;
    }

    private static int decoded(int code) {
        int bits = ~code & 0xff;
        int magnitude = ((((bits & 15) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }
}
