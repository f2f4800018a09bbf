package antiphon.engines;

import edu.cmu.sphinx.decoder.Decoder;
import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.AcousticScorer;
import edu.cmu.sphinx.decoder.search.ActiveListFactory;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SearchManager;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.language.ngram.LanguageModel;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import edu.cmu.sphinx.recognizer.Recognizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The search through the words of one agent: streaming, without look-ahead. Beams and weights are the measured ones, see
 * the decision on embedded speech.
 */
final class SphinxGraph {
    private static final double WORD_INSERTION = 0.1;
    private static final double SILENCE_INSERTION = 0.1;
    private static final double FILLER_INSERTION = 1e-2;
    private static final float LANGUAGE_WEIGHT = 8;
    private static final double BEAM = 1e-45;
    private static final float ACOUSTIC_LOOKAHEAD_FRAMES = 1.7f;
    private static final int FRAMES_BETWEEN_INTERIM_WORDS = 20;

    private SphinxGraph() {}

    /** @param fillers the file that names the sounds which are no words */
    static Recognizer build(
            SphinxWords words, AcousticModel acoustics, UnitManager units, AcousticScorer scorer, URL fillers) {
        Dictionary dictionary = new TextDictionary(inMemory(words.dictionary()), fillers, List.<URL>of(), null, units);
        LanguageModel language = languageModel(words, dictionary);
        LexTreeLinguist linguist = new LexTreeLinguist(
                acoustics,
                units,
                language,
                dictionary,
                true,
                true,
                WORD_INSERTION,
                SILENCE_INSERTION,
                FILLER_INSERTION,
                1.0,
                LANGUAGE_WEIGHT,
                true,
                false,
                1,
                0);
        SearchManager search = new WordPruningBreadthFirstSearchManager(
                linguist,
                new SimplePruner(),
                scorer,
                activeLists(),
                false,
                BEAM,
                0,
                false,
                false,
                100,
                ACOUSTIC_LOOKAHEAD_FRAMES,
                true);
        Recognizer recognizer = new Recognizer(
                new Decoder(search, true, false, new ArrayList<>(), FRAMES_BETWEEN_INTERIM_WORDS), new ArrayList<>());
        recognizer.allocate();
        return recognizer;
    }

    private static LanguageModel languageModel(SphinxWords words, Dictionary dictionary) {
        return new SphinxLanguageModel(words.languageModel(), dictionary);
    }

    private static SimpleActiveListManager activeLists() {
        ActiveListFactory states = new PartitionActiveListFactory(3000, BEAM);
        ActiveListFactory words = new PartitionActiveListFactory(200, 1e-40);
        return new SimpleActiveListManager(List.of(states, words, words, states, states, states), false);
    }

    /** Sphinx reads its models from URLs only; this one leads to a text in memory. */
    private static URL inMemory(String text) {
        try {
            return URL.of(URI.create("memory:words"), new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
                        }
                    };
                }
            });
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
