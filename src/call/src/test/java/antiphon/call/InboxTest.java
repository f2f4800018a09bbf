package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEvent.FrameHeard;
import antiphon.call.CallEvent.TextRead;
import antiphon.call.CallEvent.TimePassed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox inbox = new Inbox();

    @Test
    void a_call_that_is_behind_forgets_the_oldest_sound_and_nothing_else() {
        AudioFrame second = AudioFrame.silence();
        inbox.accept(new FrameHeard(AudioFrame.silence()));
        inbox.accept(new TextRead("hello"));
        inbox.accept(new FrameHeard(second));
        for (int i = 1; i < Inbox.FRAMES_AT_MOST; i++) {
            inbox.accept(new FrameHeard(AudioFrame.silence()));
        }
        assertEquals(1, inbox.dropped());
        assertEquals(new TextRead("hello"), inbox.poll());
        assertEquals(new FrameHeard(second), inbox.poll());
    }

    @Test
    void time_passes_when_nothing_happens() throws InterruptedException {
        assertInstanceOf(TimePassed.class, inbox.next(Duration.ofMillis(1)));
    }
}
