package antiphon.speech;

import antiphon.audio.AudioFrame;

/**
 * Takes for voice what is clearly louder than the background. For servers without the embedded detector: it follows a
 * steady noise, but a slammed door or music is a voice to it. One call, one thread.
 */
final class LoudnessDetector implements VoiceActivityDetector {
    /** Nothing below is a voice on any line, in dB of full scale. */
    private static final double QUIETEST_VOICE_DB = -50;

    /** This far above the background, voice and no voice are equally likely. */
    private static final double MARGIN_DB = 10;

    private static final double STEEPNESS_PER_DB = 0.5;

    /** Towards quiet the background is followed within a few frames, towards loud within some ten seconds. */
    private static final double FOLLOW_DOWN = 0.3;

    private static final double FOLLOW_UP = 0.002;

    private static final double SILENCE_DB = -96;

    private double backgroundDb = -60;

    @Override
    public double voiceIn(AudioFrame frame) {
        double loudnessDb = loudnessDb(frame.samples());
        double aboveDb = Math.min(loudnessDb - backgroundDb - MARGIN_DB, loudnessDb - QUIETEST_VOICE_DB);
        backgroundDb += (loudnessDb - backgroundDb) * (loudnessDb < backgroundDb ? FOLLOW_DOWN : FOLLOW_UP);
        return 1 / (1 + Math.exp(-STEEPNESS_PER_DB * aboveDb));
    }

    private static double loudnessDb(short[] samples) {
        double energy = 0;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        double mean = energy / samples.length / (32_768.0 * 32_768.0);
        return mean == 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(mean));
    }

    @Override
    public void close() {}
}
