package antiphon.speech.peers;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechSettings;
import java.util.Map;
import java.util.Optional;

/** Sounds and settings to test with. */
public final class Sounds {
    private Sounds() {}

    public static short[] tone(int samples, int sampleRateHz) {
        short[] tone = new short[samples];
        for (int at = 0; at < samples; at++) {
            tone[at] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * at / sampleRateHz));
        }
        return tone;
    }

    public static AudioFrame voice() {
        return new AudioFrame(tone(AudioFrame.LENGTH_SAMPLES, AudioFrame.SAMPLE_RATE_HZ));
    }

    /** The caller speaks for this many frames. */
    public static void speak(Recognition into, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            into.hear(voice(), true);
        }
    }

    /** The caller is silent for this many frames. */
    public static void pause(Recognition into, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            into.hear(AudioFrame.silence(), false);
        }
    }

    public static SpeechSettings settings(Map<String, String> values) {
        return SpeechSettings.read(key -> Optional.ofNullable(values.get(key)));
    }
}
