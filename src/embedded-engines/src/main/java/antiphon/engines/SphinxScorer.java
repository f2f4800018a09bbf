package antiphon.engines;

import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.linguist.HMMSearchState;
import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.HMMPosition;
import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.SenoneHMM;
import edu.cmu.sphinx.util.LogMath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores the search, and beside it every bare sound of English: how far the best path through the agent's words falls
 * behind the best sounds, frame by frame, tells whether words were heard that the agent does not expect.
 */
final class SphinxScorer extends SimpleAcousticScorer {
    private final List<Senone> sounds = new ArrayList<>();
    private final List<Float> bestSounds = new ArrayList<>();

    SphinxScorer(AcousticModel acoustics, Collection<Unit> units) {
        super(null, null);
        for (Unit unit : units) {
            if (acoustics.lookupNearestHMM(unit, HMMPosition.UNDEFINED, false) instanceof SenoneHMM sound) {
                sounds.addAll(List.of(sound.getSenoneSequence().getSenones()));
            }
        }
    }

    void listenTo(FrontEnd features) {
        frontEnd = features;
        bestSounds.clear();
    }

    @Override
    protected <T extends edu.cmu.sphinx.decoder.scorer.Scoreable> T doScoring(List<T> scoreables, Data data) {
        float best = -Float.MAX_VALUE;
        for (Senone sound : sounds) {
            best = Math.max(best, sound.getScore(data));
        }
        bestSounds.add(best);
        return super.doScoring(scoreables, data);
    }

    /** The mean over the frames of speech, in natural logarithms; 0 when every sound was as expected, below when not. */
    double lag(@Nullable Token end) {
        double lag = 0;
        int frames = 0;
        int frame = bestSounds.size() - 1;
        for (Token token = end; token != null && frame >= 0; token = token.getPredecessor()) {
            if (token.isEmitting()) {
                boolean speech = token.getSearchState() instanceof HMMSearchState state
                        && !state.getHMMState().getHMM().getUnit().isFiller();
                if (speech) {
                    lag += LogMath.getLogMath().logToLn(token.getAcousticScore() - bestSounds.get(frame));
                    frames++;
                }
                frame--;
            }
        }
        return frames == 0 ? 0 : lag / frames;
    }
}
