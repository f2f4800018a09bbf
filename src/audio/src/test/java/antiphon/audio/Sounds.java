package antiphon.audio;

import java.util.Random;

/** Sounds to measure with, and the measures. */
final class Sounds {
    private Sounds() {}

    static short[] tone(double hertz, int sampleRateHz, int lengthSamples, double amplitude) {
        short[] tone = new short[lengthSamples];
        for (int i = 0; i < lengthSamples; i++) {
            tone[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / sampleRateHz));
        }
        return tone;
    }

    static short[] noise(int lengthSamples) {
        Random random = new Random(7);
        short[] noise = new short[lengthSamples];
        for (int i = 0; i < lengthSamples; i++) {
            noise[i] = (short) (random.nextGaussian() * 4_000);
        }
        return noise;
    }

    /** The amplitude at one frequency, by correlation over the middle of the sound, where no edge is heard. */
    static double amplitudeAt(double hertz, int sampleRateHz, short[] samples) {
        int margin = samples.length / 8;
        double sine = 0;
        double cosine = 0;
        double weights = 0;
        for (int i = margin; i < samples.length - margin; i++) {
            double angle = 2 * Math.PI * hertz * i / sampleRateHz;
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - margin) / (samples.length - 2.0 * margin));
            sine += weight * samples[i] * Math.sin(angle);
            cosine += weight * samples[i] * Math.cos(angle);
            weights += weight;
        }
        return 2 * Math.hypot(sine, cosine) / weights;
    }

    static double rms(short[] samples) {
        int margin = samples.length / 8;
        double sum = 0;
        for (int i = margin; i < samples.length - margin; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (samples.length - 2.0 * margin));
    }

    static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }

    static short[] joined(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] whole = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
