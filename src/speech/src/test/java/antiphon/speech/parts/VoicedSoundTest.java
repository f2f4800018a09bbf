package antiphon.speech.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.speech.peers.Sounds;
import org.junit.jupiter.api.Test;

class VoicedSoundTest {
    private final VoicedSound sound = new VoicedSound();

    private void add(int frames, boolean voice) {
        for (int frame = 0; frame < frames; frame++) {
            sound.add(voice ? Sounds.voice() : AudioFrame.silence(), voice);
        }
    }

    @Test
    void pauses_within_an_utterance_are_kept_and_the_next_begins_anew() {
        add(5, true);
        add(30, false);
        add(5, true);
        assertEquals(40 * 320, sound.take().orElseThrow().length);
        assertTrue(sound.take().isEmpty());
        add(3, true);
        assertEquals(3 * 320, sound.take().orElseThrow().length);
    }

    @Test
    void of_an_endless_utterance_the_end_is_kept() {
        add(VoicedSound.MOST_FRAMES + 100, true);
        assertEquals(VoicedSound.MOST_FRAMES * 320, sound.take().orElseThrow().length);
    }

    @Test
    void a_click_is_dropped_and_so_is_what_it_dragged_along() {
        add(1, true);
        add(100, false);
        assertTrue(sound.take().isEmpty());
        add(3, true);
        assertEquals((VoicedSound.PRE_ROLL_FRAMES + 3) * 320, sound.take().orElseThrow().length);
    }
}
