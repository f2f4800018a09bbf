package antiphon.analysis.delivery;

import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.conversations.record.Records;
import antiphon.conversations.recordings.Mp3;
import antiphon.conversations.recordings.Recordings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Makes the payload that holds a conversation's sound, a piece at a time. */
@ApplicationScoped
class SoundBodies {
    @Inject
    Records records;

    /** The payload of the row, and {@code full_audio} as the last member of its {@code data}. */
    EventBody.Sound of(Claimed claimed) throws IOException {
        return of(claimed, records.recordings());
    }

    static EventBody.Sound of(Claimed claimed, Recordings recordings) throws IOException {
        Path file = Files.createTempFile("antiphon-webhook", ".json");
        EventBody.Sound body = new EventBody.Sound(file);
        try (InputStream samples = recordings.sound(claimed.conversationId());
                OutputStream output = Files.newOutputStream(file)) {
            String begin = claimed.payload();
            if (!begin.endsWith("}}")) {
                throw new IllegalStateException("data is to be the last member of an event");
            }
            output.write(begin.substring(0, begin.length() - 2).getBytes(StandardCharsets.UTF_8));
            output.write(",\"full_audio\":\"".getBytes(StandardCharsets.UTF_8));
            try (OutputStream text = Base64.getEncoder().wrap(new LeftOpen(output))) {
                Mp3.encode(samples, text);
            }
            output.write("\"}}".getBytes(StandardCharsets.UTF_8));
            return body;
        } catch (IOException | RuntimeException broken) {
            body.close();
            throw broken;
        }
    }

    /** The end of the text is not the end of the file. */
    private static final class LeftOpen extends FilterOutputStream {
        LeftOpen(OutputStream output) {
            super(output);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
