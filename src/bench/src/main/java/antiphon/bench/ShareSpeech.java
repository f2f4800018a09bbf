package antiphon.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What every caller says, as the messages that carry it: {@link #CHUNK} of 16 kHz sound each. */
final class ShareSpeech {
    static final Duration CHUNK = Duration.ofMillis(20);
    private static final int BYTES = 16_000 * 2 * 20 / 1000;
    private static final int AUDIBLE = 500;

    private final List<String> messages = new ArrayList<>();
    private final String silence = message(new byte[BYTES]);
    private int firstAudible = -1;
    private int lastAudible;
    private long silentNanos;

    ShareSpeech(TalkSound sound) throws IOException {
        byte[] bytes = sound.encoded("pcm_16000");
        for (int from = 0; from < bytes.length; from += BYTES) {
            byte[] chunk = Arrays.copyOf(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + BYTES)), BYTES);
            int last = lastAudible(chunk);
            if (last >= 0) {
                firstAudible = firstAudible < 0 ? messages.size() : firstAudible;
                lastAudible = messages.size();
                silentNanos = (BYTES - last) * CHUNK.toNanos() / BYTES;
            }
            messages.add(message(chunk));
        }
    }

    int length() {
        return messages.size();
    }

    String chunk(int number) {
        return messages.get(number);
    }

    String silence() {
        return silence;
    }

    boolean begins(int chunk) {
        return chunk == firstAudible;
    }

    boolean ends(int chunk) {
        return chunk == lastAudible;
    }

    /** How long before the end of the last audible chunk its last audible sample was. */
    long silentNanos() {
        return silentNanos;
    }

    private static int lastAudible(byte[] chunk) {
        for (int i = chunk.length - 2; i >= 0; i -= 2) {
            if (Math.abs((short) ((chunk[i] & 0xff) | chunk[i + 1] << 8)) > AUDIBLE) {
                return i + 2;
            }
        }
        return -1;
    }

    private static String message(byte[] chunk) {
        return "{\"user_audio_chunk\":\"" + Base64.getEncoder().encodeToString(chunk) + "\"}";
    }
}
