package antiphon.engines;

import edu.cmu.sphinx.linguist.WordSequence;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.Word;
import edu.cmu.sphinx.linguist.language.ngram.LanguageModel;
import edu.cmu.sphinx.util.LogMath;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The agent's own words, as one recognizer asks for them: a dictionary has one object for each word. */
final class SphinxLanguageModel implements LanguageModel {
    private static final int LONGEST_SEQUENCE = 3;

    private final TrigramTable table;
    private final Dictionary dictionary;
    private final Map<Word, Integer> numbers = new IdentityHashMap<>();
    private final Set<String> vocabulary = new HashSet<>();
    private final LogMath logMath = LogMath.getLogMath();

    SphinxLanguageModel(TrigramTable table, Dictionary dictionary) {
        this.table = table;
        this.dictionary = dictionary;
    }

    @Override
    public void allocate() {
        for (String spelling : table.words()) {
            numbers.put(dictionary.getWord(spelling), table.number(spelling));
            vocabulary.add(spelling);
        }
    }

    @Override
    public float getProbability(WordSequence sequence) {
        int size = sequence.size();
        int last = number(sequence, size - 1);
        if (last == TrigramTable.UNKNOWN) {
            return LogMath.LOG_ZERO;
        }
        int second = size < 2 ? 0 : number(sequence, size - 2);
        int first = size < 3 || second == 0 ? 0 : number(sequence, size - 3);
        return logMath.lnToLog(table.likelihood(first, second, last));
    }

    private int number(WordSequence sequence, int index) {
        return numbers.getOrDefault(sequence.getWord(index), TrigramTable.UNKNOWN);
    }

    @Override
    public float getSmear(WordSequence sequence) {
        return 0;
    }

    @Override
    public Set<String> getVocabulary() {
        return vocabulary;
    }

    @Override
    public int getMaxDepth() {
        return LONGEST_SEQUENCE;
    }

    @Override
    public void onUtteranceEnd() {}

    @Override
    public void deallocate() {}

    @Override
    public void newProperties(PropertySheet sheet) {}
}
