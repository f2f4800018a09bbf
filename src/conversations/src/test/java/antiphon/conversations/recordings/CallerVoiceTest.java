package antiphon.conversations.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * An hour of a caller whose frames are numbered by their samples: where each begins in the recording is compared with where
 * it was said.
 */
class CallerVoiceTest {
    private static final int SECOND = AudioFrame.SAMPLE_RATE_HZ;
    private static final int FRAMES_AN_HOUR = 3600 * 50;
    private static final int MOST_APART = SECOND / 50; // 20 ms
    private static final int KINDS = 30_000;

    /** When a frame comes, as the caller's network has it; negative when it does not. */
    private interface Network {
        double arrival(int frame, double said);
    }

    /** What became of an hour. */
    private record Hour(double mostApart, int heard, boolean firstHeard, boolean lastHeard) {}

    private static AudioFrame numbered(int frame) {
        short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
        Arrays.fill(samples, (short) (frame % KINDS + 1));
        return new AudioFrame(samples);
    }

    /** @param partsPerMillion by how much the caller's sound card is too fast */
    private static Hour hour(double partsPerMillion, Network network) {
        CallerVoice voice = new CallerVoice();
        double frameSamples = AudioFrame.LENGTH_SAMPLES / (1 + partsPerMillion / 1e6);
        double[] arrivals = new double[FRAMES_AN_HOUR];
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = network.arrival(i, (i + 1) * frameSamples);
        }
        int next = 0;
        long taken = 0;
        double mostApart = 0;
        int last = -1;
        BitSet heard = new BitSet(arrivals.length);
        for (long now = 0; next < arrivals.length; now += SECOND / 4) {
            // A network may hold frames up, but does not turn them round.
            while (next < arrivals.length && arrivals[next] <= now) {
                if (arrivals[next] >= 0) {
                    voice.add(numbered(next), (long) Math.ceil(arrivals[next]));
                }
                next++;
            }
            long until = Math.max(taken, next < arrivals.length ? now - SECOND / 2 : now);
            short[] samples = voice.take(taken, until);
            for (int i = 0; i < samples.length; i++) {
                if (samples[i] != 0) {
                    int frame = last < 0 ? samples[i] - 1 : last + Math.floorMod(samples[i] - 1 - last, KINDS);
                    if (frame != last) {
                        heard.set(frame);
                        mostApart = Math.max(mostApart, Math.abs(taken + i - frame * frameSamples));
                        last = frame;
                    }
                }
            }
            taken = until;
        }
        return new Hour(mostApart, heard.cardinality(), heard.get(0), heard.get(FRAMES_AN_HOUR - 1));
    }

    private static void keepsTime(Hour hour) {
        assertTrue(hour.firstHeard(), "the first frame is there");
        assertTrue(hour.lastHeard(), "the last frame is there");
        assertTrue(hour.mostApart() <= MOST_APART, "ms apart: " + hour.mostApart() * 1000 / SECOND);
    }

    @Test
    void a_caller_whose_clock_agrees_is_recorded_sample_for_sample() {
        Hour hour = hour(0, (frame, said) -> said);
        assertEquals(FRAMES_AN_HOUR, hour.heard());
        assertTrue(hour.mostApart() <= 1, "samples apart: " + hour.mostApart());
    }

    @Test
    void a_sound_card_that_is_too_fast_keeps_time() {
        Hour hour = hour(100, (frame, said) -> said);
        assertEquals(FRAMES_AN_HOUR, hour.heard());
        keepsTime(hour);
    }

    @Test
    void a_sound_card_that_is_too_slow_keeps_time() {
        Hour hour = hour(-100, (frame, said) -> said);
        assertEquals(FRAMES_AN_HOUR, hour.heard());
        keepsTime(hour);
    }

    @Test
    void frames_that_come_late_each_by_as_much_as_it_likes_keep_time() {
        Random random = new Random(7);
        double[] before = {0};
        Network jitter = (frame, said) -> {
            before[0] = Math.max(before[0], said + random.nextDouble() * SECOND * 0.04);
            return before[0];
        };
        Hour hour = hour(100, jitter);
        assertEquals(FRAMES_AN_HOUR, hour.heard());
        keepsTime(hour);
    }

    @Test
    void frames_that_come_together_lie_where_they_were_said() {
        int together = 13;
        double frameSamples = AudioFrame.LENGTH_SAMPLES / (1 - 100 / 1e6);
        Hour hour =
                hour(-100, (frame, said) -> Math.min(FRAMES_AN_HOUR, (frame / together + 1) * together) * frameSamples);
        assertEquals(FRAMES_AN_HOUR, hour.heard());
        keepsTime(hour);
    }

    @Test
    void frames_that_are_held_up_for_a_while_fall_back_to_where_they_were_said() {
        // Every ten seconds the network stands still for 400 ms.
        Network stalls = (frame, said) -> {
            double within = (said + 5 * SECOND) % (10 * SECOND);
            return within < 0.4 * SECOND ? said - within + 0.4 * SECOND : said;
        };
        Hour hour = hour(0, stalls);
        assertEquals(FRAMES_AN_HOUR, hour.heard());
        assertTrue(hour.mostApart() <= 1, "samples apart: " + hour.mostApart());
    }

    @Test
    void frames_that_were_lost_leave_silence_where_they_were() {
        Random random = new Random(3);
        Network lossy =
                (frame, said) -> frame != 0 && frame != FRAMES_AN_HOUR - 1 && random.nextInt(50) == 0 ? -1 : said;
        Hour hour = hour(100, lossy);
        assertEquals(FRAMES_AN_HOUR * 0.98, hour.heard(), FRAMES_AN_HOUR * 0.005);
        keepsTime(hour);
    }

    @Test
    void a_caller_who_was_held_up_for_long_catches_up_without_a_word_lost() {
        CallerVoice voice = new CallerVoice();
        // Two seconds come at once: the recording stood at one and a half by then.
        voice.take(0, 3 * SECOND / 2);
        for (int i = 0; i < 100; i++) {
            voice.add(numbered(i), 2 * SECOND);
        }
        for (int i = 100; i < 100 + 60 * 50; i++) {
            voice.add(numbered(i), (i + 1L) * AudioFrame.LENGTH_SAMPLES);
        }
        int end = 62 * SECOND;
        short[] samples = voice.take(3 * SECOND / 2, end);
        int distinct = 0;
        for (int i = 1; i < samples.length; i++) {
            distinct += samples[i] != samples[i - 1] && samples[i] != 0 ? 1 : 0;
        }
        assertEquals(100 + 60 * 50, distinct + 1);
        assertEquals(0, samples[samples.length - 1] == 0 ? 0 : voice.end() - end, SECOND / 100);
    }

    @Test
    void sound_that_comes_much_faster_than_it_can_be_said_is_let_go() {
        CallerVoice voice = new CallerVoice();
        for (int i = 0; i < 3000; i++) {
            voice.add(numbered(i), SECOND);
        }
        voice.place(0, SECOND);
        assertTrue(voice.end() <= 12 * SECOND, "samples: " + voice.end());
    }
}
