package antiphon.audio;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The formats in which sound travels to and from clients, by the names of the API: mono, {@code pcm} signed 16-bit
 * little-endian, {@code ulaw} 8-bit G.711 µ-law, then the sample rate in Hz.
 */
public enum WireFormat {
    PCM_8000(8_000),
    PCM_16000(16_000),
    PCM_22050(22_050),
    PCM_24000(24_000),
    PCM_44100(44_100),
    PCM_48000(48_000),
    ULAW_8000(8_000);

    private static final byte[] NO_BYTES = {};

    private final int sampleRateHz;

    WireFormat(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** @throws IllegalArgumentException when there is no such format; its message names those there are */
    public static WireFormat parse(String wireName) {
        for (WireFormat format : values()) {
            if (format.wireName().equals(wireName)) {
                return format;
            }
        }
        throw new IllegalArgumentException("\"" + wireName + "\" is no audio format; there are "
                + Arrays.stream(values()).map(WireFormat::wireName).collect(Collectors.joining(", ")));
    }

    /** Such as {@code pcm_16000}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    public int bytesPerSecond() {
        return sampleRateHz * bytesPerSample();
    }

    /** A fresh reader of one stream in this format. */
    public Decoder decoder() {
        return new Decoder(this);
    }

    /** A fresh writer of one stream in this format. */
    public Encoder encoder() {
        return new Encoder(this);
    }

    private int bytesPerSample() {
        return this == ULAW_8000 ? 1 : 2;
    }

    /** Reads one stream: bytes of any number become samples at {@value AudioFrame#SAMPLE_RATE_HZ} Hz. One thread at a time. */
    public static final class Decoder {
        private final WireFormat format;
        private final Resampler resampler;
        /** The lower half of a sample whose other half is still to come, or -1. */
        private int halfSample = -1;

        private Decoder(WireFormat format) {
            this.format = format;
            this.resampler = Resampler.between(format.sampleRateHz, AudioFrame.SAMPLE_RATE_HZ);
        }

        /** The sound that can be told by now. Half a sample at the end of a chunk waits for its other half. */
        public short[] decode(byte[] chunk) {
            return resampler.resample(format == ULAW_8000 ? expanded(chunk) : joined(chunk));
        }

        /** The end of the stream: the sound still owed. Half a sample is dropped. */
        public short[] end() {
            halfSample = -1;
            return resampler.flush();
        }

        private short[] expanded(byte[] chunk) {
            short[] samples = new short[chunk.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = MuLaw.decode(chunk[i]);
            }
            return samples;
        }

        private short[] joined(byte[] chunk) {
            int at = 0;
            int out = 0;
            boolean waiting = halfSample >= 0;
            short[] samples = new short[(chunk.length + (waiting ? 1 : 0)) / 2];
            if (waiting && chunk.length > 0) {
                samples[out++] = (short) (halfSample | chunk[at++] << 8);
                halfSample = -1;
            }
            for (; at + 1 < chunk.length; at += 2) {
                samples[out++] = (short) (chunk[at] & 0xFF | chunk[at + 1] << 8);
            }
            if (at < chunk.length) {
                halfSample = chunk[at] & 0xFF;
            }
            return samples;
        }
    }

    /** Writes one stream: frames become bytes. One thread at a time. */
    public static final class Encoder {
        private final WireFormat format;
        private final Resampler resampler;

        private Encoder(WireFormat format) {
            this.format = format;
            this.resampler = Resampler.between(AudioFrame.SAMPLE_RATE_HZ, format.sampleRateHz);
        }

        /** The bytes that can be told by now: at first a few milliseconds less than a frame, and a frame's worth on average. */
        public byte[] encode(AudioFrame frame) {
            return bytes(resampler.resample(frame.samples()));
        }

        /** The end of the stream: the bytes still owed, after which a new stream may begin. */
        public byte[] end() {
            return bytes(resampler.flush());
        }

        private byte[] bytes(short[] samples) {
            if (samples.length == 0) {
                return NO_BYTES;
            }
            return format == ULAW_8000 ? compressed(samples) : split(samples);
        }

        private static byte[] compressed(short[] samples) {
            byte[] bytes = new byte[samples.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = MuLaw.encode(samples[i]);
            }
            return bytes;
        }

        private static byte[] split(short[] samples) {
            byte[] bytes = new byte[samples.length * 2];
            for (int i = 0; i < samples.length; i++) {
                bytes[2 * i] = (byte) samples[i];
                bytes[2 * i + 1] = (byte) (samples[i] >> 8);
            }
            return bytes;
        }
    }
}
