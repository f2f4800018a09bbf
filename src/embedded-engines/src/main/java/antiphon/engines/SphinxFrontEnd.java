package antiphon.engines;

import edu.cmu.sphinx.frontend.DataBlocker;
import edu.cmu.sphinx.frontend.DataProcessor;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.LiveCMN;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.frequencywarp.MelFrequencyFilterBank;
import edu.cmu.sphinx.frontend.transform.DiscreteCosineTransform2;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.transform.Lifter;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** From sound to the features that the acoustic model knows; one for each utterance. The numbers are those of the model. */
final class SphinxFrontEnd {
    private static final int SAMPLE_RATE_HZ = 16_000;
    private static final int FILTERS = 25;
    private static final int FRAME_BYTES = 640;

    private SphinxFrontEnd() {}

    /** What has been learned of a caller's line so far: the average spectrum that is taken away from every frame. */
    static LiveCMN newLine() {
        return new LiveCMN(0, 300, 400, 200);
    }

    static FrontEnd of(InputStream pcm, LiveCMN line, FiniteFeatures guard) {
        StreamDataSource source = new StreamDataSource(SAMPLE_RATE_HZ, FRAME_BYTES, 16, false, true);
        source.setInputStream(pcm);
        List<DataProcessor> stages = new ArrayList<>(List.of(
                source,
                new DataBlocker(10),
                new Preemphasizer(0.97),
                new RaisedCosineWindower(0.46, 25.625f, 10),
                new DiscreteFourierTransform(-1, false),
                new MelFrequencyFilterBank(130, 6800, FILTERS)));
        stages.addAll(List.of(
                new DiscreteCosineTransform2(FILTERS, 13), new Lifter(22), line, guard, new DeltasFeatureExtractor(3)));
        return new FrontEnd(stages);
    }
}
