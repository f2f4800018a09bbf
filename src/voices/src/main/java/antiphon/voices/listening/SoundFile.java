package antiphon.voices.listening;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.audio.AudioFrame;
import antiphon.audio.Reframer;
import antiphon.audio.Resampler;
import antiphon.audio.Wav;
import antiphon.audio.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/** A sound that somebody sent, as frames of the house: WAV, MP3, or bare samples. */
record SoundFile(List<AudioFrame> frames) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long MOST_FRAMES = LONGEST.dividedBy(AudioFrame.LENGTH);

    SoundFile {
        frames = List.copyOf(frames);
    }

    double seconds() {
        return frames.size() * AudioFrame.LENGTH.toMillis() / 1000.0;
    }

    /**
     * Reads a file.
     *
     * @param bare whether it is nothing but samples of 16 bits at 16 kHz, low byte first
     * @throws Refusal.Invalid when it is none that can be read, or lasts longer than an hour
     */
    static SoundFile read(byte[] bytes, boolean bare) {
        try {
            List<AudioFrame> frames;
            if (bare) {
                frames = samples(bytes);
            } else if (startsWith(bytes, "RIFF")) {
                frames = Wav.read(new ByteArrayInputStream(bytes)).frames();
            } else if (startsWith(bytes, "ID3") || isMpeg(bytes)) {
                frames = mp3(bytes);
            } else {
                throw unreadable("Input should be a WAV or MP3 file, or samples with file_format=pcm_s16le_16");
            }
            if (frames.isEmpty() || frames.size() > MOST_FRAMES) {
                throw unreadable("Input should last longer than nothing and at most an hour");
            }
            return new SoundFile(frames);
        } catch (IOException | JavaLayerException broken) {
            throw unreadable("Input looks like a sound file, but cannot be read to its end");
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException broken) {
            // What decoders throw at a file that was made to confuse them.
            throw unreadable("Input looks like a sound file, but contradicts itself");
        }
    }

    private static List<AudioFrame> samples(byte[] bytes) {
        WireFormat.Decoder decoder = WireFormat.PCM_16000.decoder();
        Reframer reframer = new Reframer();
        List<AudioFrame> frames = new ArrayList<>(reframer.add(decoder.decode(bytes)));
        frames.addAll(reframer.add(decoder.end()));
        reframer.flush().ifPresent(frames::add);
        return frames;
    }

    private static boolean startsWith(byte[] bytes, String word) {
        if (bytes.length < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The eleven bits with which each frame of MPEG audio begins. */
    private static boolean isMpeg(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == (byte) 0xFF && (bytes[1] & 0xE0) == 0xE0;
    }

    private static List<AudioFrame> mp3(byte[] bytes) throws JavaLayerException {
        Bitstream stream = new Bitstream(new ByteArrayInputStream(bytes));
        Decoder decoder = new Decoder();
        List<AudioFrame> frames = new ArrayList<>();
        Reframer reframer = new Reframer();
        Resampler resampler = null;
        for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
            SampleBuffer samples = (SampleBuffer) decoder.decodeFrame(header, stream);
            if (resampler == null) {
                resampler = Resampler.between(samples.getSampleFrequency(), AudioFrame.SAMPLE_RATE_HZ);
            }
            frames.addAll(reframer.add(resampler.resample(mean(samples))));
            stream.closeFrame();
            if (frames.size() > MOST_FRAMES) {
                return frames;
            }
        }
        if (resampler != null) {
            frames.addAll(reframer.add(resampler.flush()));
            reframer.flush().ifPresent(frames::add);
        }
        return frames;
    }

    private static short[] mean(SampleBuffer samples) {
        int channels = samples.getChannelCount();
        short[] mean = new short[samples.getBufferLength() / channels];
        for (int i = 0; i < mean.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples.getBuffer()[i * channels + channel];
            }
            mean[i] = (short) (sum / channels);
        }
        return mean;
    }

    private static Refusal.Invalid unreadable(String message) {
        return new Refusal.Invalid(new Problem(List.of("body", "file"), message, "value_error"));
    }
}
