package antiphon.voices.speaking;

import antiphon.api.Json;
import antiphon.api.Refusal;
import antiphon.audio.AudioFrame;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A text that is being spoken, in the wanted format. Its first sound is there, so that an engine that cannot speak is known
 * of before anything is answered. To be written once, by one thread.
 */
final class Speech {
    private static final double FRAME_SECONDS = AudioFrame.LENGTH.toMillis() / 1000.0;

    private final SpokenText text;
    private final OutputFormat format;
    private Optional<AudioFrame> frame;
    private double heardSeconds;

    private Speech(SpokenText text, OutputFormat format, Optional<AudioFrame> first) {
        this.text = text;
        this.format = format;
        this.frame = first;
    }

    /** Blocks until there is sound, or none. */
    static Speech begin(SpokenText text, OutputFormat format) {
        try {
            return new Speech(text, format, text.next());
        } catch (Refusal failed) {
            text.close();
            throw failed;
        }
    }

    String mediaType() {
        return format.mediaType();
    }

    /** Writes the sound as it comes. */
    void write(OutputStream out) throws IOException {
        try (SpokenText spoken = text;
                SoundWriter writer = format.writer()) {
            while (frame.isPresent()) {
                out.write(writer.write(frame.get()));
                frame = next(spoken);
            }
            out.write(writer.end());
        }
    }

    /** The contract's AudioWithTimestampsResponseModel, when all is spoken. */
    JsonObject withTimestamps() throws IOException {
        Alignment alignment = new Alignment();
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        pieces((bytes, sentence, from, to) -> {
            sound.writeBytes(bytes);
            alignment.add(sentence, from, to);
        });
        return piece(sound.toByteArray(), alignment);
    }

    /** Lines of JSON, one for each sentence: the contract's StreamingAudioChunkWithTimestampsResponseModel. */
    void writeWithTimestamps(OutputStream out) throws IOException {
        pieces((bytes, sentence, from, to) -> {
            JsonObject line = piece(bytes, new Alignment().add(sentence, from, to));
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }

    private static JsonObject piece(byte[] sound, Alignment alignment) {
        JsonObject heard = alignment.asJson();
        return Json.createObjectBuilder()
                .add("audio_base64", Base64.getEncoder().encodeToString(sound))
                .add("alignment", heard)
                .add("normalized_alignment", heard)
                .build();
    }

    private interface Sentence {
        void heard(byte[] sound, String words, double from, double to) throws IOException;
    }

    private void pieces(Sentence sentence) throws IOException {
        try (SpokenText spoken = text;
                SoundWriter writer = format.writer()) {
            while (frame.isPresent()) {
                int number = spoken.begun();
                String words = spoken.sentence();
                double from = heardSeconds;
                ByteArrayOutputStream sound = new ByteArrayOutputStream();
                while (frame.isPresent() && spoken.begun() == number) {
                    sound.writeBytes(writer.write(frame.get()));
                    heardSeconds += FRAME_SECONDS;
                    frame = next(spoken);
                }
                if (frame.isEmpty()) {
                    sound.writeBytes(writer.end());
                }
                sentence.heard(sound.toByteArray(), words, from, heardSeconds);
            }
        }
    }

    /** What fails after the answer has begun can only break it off. */
    private static Optional<AudioFrame> next(SpokenText spoken) throws IOException {
        try {
            return spoken.next();
        } catch (Refusal failed) {
            throw new IOException(failed.message(), failed);
        }
    }
}
