package antiphon.conversations.waiting;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.audio.Wav;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/**
 * A sound that can be played to its end: WAV or MP3.
 *
 * @param seconds how long it lasts, more than 0
 */
record HoldSound(String mediaType, double seconds) {
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** @throws Refusal.Invalid when it is none that can be read, or lasts longer than that */
    static HoldSound read(byte[] bytes) {
        try {
            boolean wav = bytes.length > 3 && bytes[0] == 'R' && bytes[1] == 'I' && bytes[2] == 'F' && bytes[3] == 'F';
            HoldSound sound = wav
                    ? new HoldSound("audio/wav", wavSeconds(bytes))
                    : new HoldSound("audio/mpeg", mp3Seconds(bytes));
            if (!(sound.seconds > 0 && sound.seconds <= LONGEST.toSeconds())) {
                throw unreadable("Input should be a WAV or MP3 file that lasts at most 10 minutes");
            }
            return sound;
        } catch (IOException | JavaLayerException broken) {
            throw unreadable("Input cannot be read to its end as a WAV or MP3 file");
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException broken) {
            // What decoders throw at a file that was made to confuse them.
            throw unreadable("Input looks like a sound file, but contradicts itself");
        }
    }

    private static double wavSeconds(byte[] bytes) throws IOException {
        Wav wav = Wav.read(new ByteArrayInputStream(bytes));
        return wav.sampleRateHz() <= 0 ? 0 : (double) wav.samples().length / wav.sampleRateHz();
    }

    /** Goes on no further than is too long. Without a single frame it is 0. */
    private static double mp3Seconds(byte[] bytes) throws JavaLayerException {
        Bitstream stream = new Bitstream(new ByteArrayInputStream(bytes));
        Decoder decoder = new Decoder();
        double seconds = 0;
        for (Header header = stream.readFrame();
                header != null && seconds <= LONGEST.toSeconds();
                header = stream.readFrame()) {
            SampleBuffer samples = (SampleBuffer) decoder.decodeFrame(header, stream);
            int pairs = samples.getBufferLength() / samples.getChannelCount();
            seconds += (double) pairs / samples.getSampleFrequency();
            stream.closeFrame();
        }
        return seconds;
    }

    private static Refusal.Invalid unreadable(String message) {
        return new Refusal.Invalid(Problem.at("body." + HoldSounds.FIELD, message, "value_error"));
    }
}
