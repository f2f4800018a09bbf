package antiphon.audio;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A sound without words that goes on for as long as it is asked for: somebody types, music waits, a room hums. It is made
 * here, sample by sample, and always the same from its beginning on. One thread.
 */
public final class Ambience {
    private static final double RATE_HZ = AudioFrame.SAMPLE_RATE_HZ;
    private static final double FULL_SCALE = 32_767;
    private static final double[] MAJOR = {0, 4, 7, 11, 7, 4};
    private static final double[] MINOR = {0, 3, 7, 10, 12, 7};

    /** What it sounds like; named as the contract names it, in upper case. */
    public enum Preset {
        TYPING,
        ELEVATOR1,
        ELEVATOR2,
        ELEVATOR3,
        ELEVATOR4,
        OFFICE1,
        OFFICE2,
        RESTAURANT,
        CITY;

        /** @param name the contract's; empty where there is no such sound */
        public static Optional<Preset> named(String name) {
            for (Preset preset : values()) {
                if (preset.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(preset);
                }
            }
            return Optional.empty();
        }
    }

    private final Preset preset;
    private final double volume;
    private final SplittableRandom random;
    private long at;
    private double rumble;
    private double murmur;
    private double click;
    private long nextClick;

    /** @param volume 0 to 1, of the loudest there is */
    public Ambience(Preset preset, double volume) {
        this.preset = preset;
        this.volume = Math.clamp(volume, 0.0, 1.0);
        this.random = new SplittableRandom(preset.ordinal());
    }

    /** The next 20 ms. */
    public AudioFrame next() {
        return new AudioFrame(mixedInto(new short[AudioFrame.LENGTH_SAMPLES]));
    }

    /** The next 20 ms, beneath a sound that is not changed itself. */
    public AudioFrame beneath(AudioFrame sound) {
        return new AudioFrame(mixedInto(sound.samples().clone()));
    }

    private short[] mixedInto(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            double sum = samples[i] + volume * FULL_SCALE * sample();
            samples[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
            at++;
        }
        return samples;
    }

    /** -1 to 1. */
    private double sample() {
        return switch (preset) {
            case TYPING -> clicks(0.09, 0.28);
            case ELEVATOR1 -> music(220.00, MAJOR, 0.60);
            case ELEVATOR2 -> music(196.00, MINOR, 0.75);
            case ELEVATOR3 -> music(261.63, MAJOR, 0.45);
            case ELEVATOR4 -> music(174.61, MINOR, 0.90);
            case OFFICE1 -> 0.5 * rumble(0.02) + 0.5 * clicks(0.12, 1.5);
            case OFFICE2 -> 0.4 * rumble(0.03) + 0.3 * clicks(0.15, 3.0) + 0.4 * murmur(0.4);
            case RESTAURANT -> 0.3 * rumble(0.02) + 0.9 * murmur(1.7) + 0.2 * clicks(0.4, 2.5);
            case CITY -> rumble(0.008) * (0.6 + 0.4 * swell(0.07));
        };
    }

    /** Short bursts of noise, so many seconds apart at least and at most. */
    private double clicks(double leastSeconds, double mostSeconds) {
        if (at >= nextClick) {
            click = 0.5 + random.nextDouble() / 2;
            nextClick = at + Math.round(RATE_HZ * random.nextDouble(leastSeconds, mostSeconds));
        }
        click *= 0.985;
        return click * noise();
    }

    /** A chord, note by note, each fading away. */
    private double music(double keyHz, double[] notes, double noteSeconds) {
        double seconds = at / RATE_HZ;
        long note = (long) (seconds / noteSeconds);
        double within = seconds - note * noteSeconds;
        double hz = keyHz * Math.pow(2, notes[(int) (note % notes.length)] / 12);
        double attack = Math.min(1, within / 0.02);
        double fade = attack * Math.exp(-within * 2.5) * Math.min(1, (noteSeconds - within) / 0.02);
        double phase = 2 * Math.PI * hz * within;
        return fade * (0.7 * Math.sin(phase) + 0.2 * Math.sin(2 * phase));
    }

    /** Noise without its heights. */
    private double rumble(double openness) {
        rumble += openness * (noise() - rumble);
        return rumble * Math.sqrt(1 / openness) / 2;
    }

    /** Like many voices, none of which is understood. */
    private double murmur(double perSecond) {
        murmur += 0.12 * (noise() - murmur);
        return murmur * (0.5 + 0.5 * swell(perSecond));
    }

    private double swell(double perSecond) {
        return Math.sin(2 * Math.PI * perSecond * at / RATE_HZ);
    }

    private double noise() {
        return random.nextDouble() * 2 - 1;
    }
}
