package antiphon.engines;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DoubleData;

/**
 * Keeps what is no number from the acoustic model, which would remember it for ever. The mean of a sound in which no
 * frame has any energy is such a thing.
 */
final class FiniteFeatures extends BaseDataProcessor {
    private boolean broken;

    /** Whether anything was no number so far. */
    boolean broken() {
        return broken;
    }

    @Override
    public Data getData() {
        Data data = getPredecessor().getData();
        if (data instanceof DoubleData features) {
            double[] values = features.getValues();
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    values[i] = 0;
                    broken = true;
                }
            }
        }
        return data;
    }
}
