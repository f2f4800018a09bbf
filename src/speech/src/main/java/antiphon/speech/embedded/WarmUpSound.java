package antiphon.speech.embedded;

import antiphon.audio.AudioFrame;

/** Half a second of humming: enough like a voice for a recognizer to go through everything it does. */
final class WarmUpSound {
    static final int FRAMES = 25;
    private static final double PITCH_HZ = 120;

    private WarmUpSound() {}

    static void hum(UtteranceSound sound) {
        int sample = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
            for (int i = 0; i < samples.length; i++, sample++) {
                double phase = 2 * Math.PI * PITCH_HZ * sample / AudioFrame.SAMPLE_RATE_HZ;
                samples[i] = (short) (3000 * (Math.sin(phase) + Math.sin(5 * phase) / 2 + Math.sin(14 * phase) / 4));
            }
            sound.add(samples);
        }
        sound.end();
    }
}
