package antiphon.engines;

import java.util.List;
import marytts.datatypes.MaryXML;
import marytts.htsengine.HTSModel;
import marytts.htsengine.HTSUttModel;
import org.w3c.dom.Element;

/**
 * Stretches or shortens the states of an utterance's phones, 5 ms at a time; what rounding takes from one state the next
 * one gets back. MaryTTS's own way rounds each state alone, so that most of a small change is lost, or keeps the speed
 * in the voice, where it changes what other calls hear.
 */
final class Pace {
    private static final int STATES = 5;

    private Pace() {}

    /** @param sounds the phones and pauses of the utterance, in the order of its models; pauses keep their length */
    static void change(HTSUttModel utterance, List<Element> sounds, double speed) {
        if (speed == 1) {
            return;
        }
        int frames = 0;
        int voicedFrames = 0;
        double owed = 0;
        for (int i = 0; i < utterance.getNumUttModel(); i++) {
            HTSModel sound = utterance.getUttModel(i);
            if (sounds.get(i).getTagName().equals(MaryXML.PHONE)) {
                owed = change(sound, speed, owed);
            }
            frames += sound.getTotalDur();
            voicedFrames += sound.getNumVoiced();
        }
        utterance.setTotalFrame(frames);
        utterance.setLf0Frame(voicedFrames);
    }

    private static double change(HTSModel phone, double speed, double owedBefore) {
        double owed = owedBefore;
        int total = 0;
        for (int state = 0; state < STATES; state++) {
            double exact = phone.getDur(state) / speed + owed;
            int frames = Math.max(1, (int) Math.round(exact));
            owed = exact - frames;
            phone.setDur(state, frames);
            total += frames;
        }
        phone.setTotalDur(total);
        return owed;
    }
}
