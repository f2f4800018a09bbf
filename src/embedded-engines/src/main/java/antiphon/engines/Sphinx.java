package antiphon.engines;

import edu.cmu.sphinx.decoder.ResultListener;
import edu.cmu.sphinx.frontend.feature.LiveCMN;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.util.props.ConfigurationManagerUtils;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * CMU Sphinx-4 with its English acoustic model: turns one utterance at a time into words. Belongs to one thread. Costs
 * about a hundred megabytes of heap, so keep few and lend them.
 */
public final class Sphinx {
    private static final String MODEL = "resource:/edu/cmu/sphinx/models/en-us/en-us";
    private static final int GRAPHS_KEPT = 8;
    /** Sphinx logs the words it works with: it is not allowed to. Held here, because loggers are held weakly. */
    private static final List<Logger> SPHINX_LOGS =
            List.of(Logger.getLogger("edu.cmu.sphinx"), Logger.getLogger("LiveCMN"));
    /** Sphinx keeps its timers and counters in unguarded static maps, which allocation fills. */
    private static final Object ALLOCATION = new Object();

    private final UnitManager units = new UnitManager();
    private final TiedStateAcousticModel acoustics;
    private final SphinxScorer scorer;
    private final URL fillers;
    private final Map<SphinxWords, Recognizer> graphs = new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SphinxWords, Recognizer> eldest) {
            return size() > GRAPHS_KEPT;
        }
    };

    /** Loads the acoustic model; takes about a second. */
    public Sphinx() {
        SPHINX_LOGS.forEach(log -> log.setLevel(Level.OFF));
        try {
            synchronized (ALLOCATION) {
                Sphinx3Loader loader = new Sphinx3Loader(MODEL, units, 0, 1e-7f, 1e-4f, 4, true);
                acoustics = new TiedStateAcousticModel(loader, units, true);
                acoustics.allocate();
                scorer = new SphinxScorer(
                        acoustics, loader.getContextIndependentUnits().values());
            }
            fillers = ConfigurationManagerUtils.resourceToURL(MODEL + "/noisedict");
        } catch (MalformedURLException | ClassNotFoundException e) {
            throw new IllegalStateException("the acoustic model is not on the class path", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One caller's line, as far as it is known from the utterances before. Used by one recognizer at a time. */
    public static final class CallersLine {
        private @Nullable LiveCMN mean;
    }

    /**
     * @param text lower-case words; empty when nothing was understood
     * @param confidence 0 to 1
     */
    public record Heard(String text, double confidence) {}

    /**
     * Reads the sound until its end and says what it heard. The first utterance of a line is looked at as a whole for up
     * to two seconds before there are interim words.
     *
     * @param pcm 16 kHz, mono, signed 16 bit, low byte first; may block while there is no sound yet
     * @param interim told what was understood so far, about every 200 ms of sound
     */
    public Heard hear(SphinxWords words, CallersLine line, InputStream pcm, Consumer<String> interim) {
        Recognizer recognizer = graph(words);
        LiveCMN mean = line.mean == null ? SphinxFrontEnd.newLine() : line.mean;
        line.mean = null;
        FiniteFeatures guard = new FiniteFeatures();
        scorer.listenTo(SphinxFrontEnd.of(pcm, mean, guard));
        ResultListener listener = new Interim(interim);
        recognizer.addResultListener(listener);
        try {
            Result result = recognizer.recognize();
            String text = result == null || guard.broken() ? "" : result.getBestFinalResultNoFiller();
            if (result == null || text.isEmpty()) {
                return new Heard("", 0);
            }
            // A line on which nothing was understood teaches nothing: its average would spoil the next utterance.
            line.mean = mean;
            return new Heard(text, confidence(scorer.lag(result.getBestFinalToken())));
        } finally {
            recognizer.removeResultListener(listener);
        }
    }

    private static double confidence(double lag) {
        return 1 / (1 + Math.exp(-(lag + 3) * 2));
    }

    private Recognizer graph(SphinxWords words) {
        Recognizer known = graphs.get(words);
        if (known != null) {
            return known;
        }
        synchronized (ALLOCATION) {
            Recognizer made = SphinxGraph.build(words, acoustics, units, scorer, fillers);
            graphs.put(words, made);
            return made;
        }
    }

    private record Interim(Consumer<String> told) implements ResultListener {
        @Override
        public void newResult(Result result) {
            if (!result.isFinal()) {
                String text = result.getBestResultNoFiller();
                if (!text.isEmpty()) {
                    told.accept(text);
                }
            }
        }

        @Override
        public void newProperties(PropertySheet sheet) {}
    }
}
