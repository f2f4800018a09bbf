package antiphon.agents.knowledge.retrieval;

import antiphon.agents.knowledge.retrieval.Shelf.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/** The words of all shelves in memory, searched with BM25. Any thread. */
final class WordIndex implements AutoCloseable {
    private static final String KEY = "key";
    private static final String PLACE = "place";
    private static final String WORDS = "words";

    private final Analyzer analyzer = new EnglishAnalyzer();
    private final IndexWriter writer;
    private final SearcherManager searchers;

    /**
     * @param place of the passage on its shelf
     * @param score of BM25, above 0
     */
    record Hit(String keyTerm, int place, float score) {}

    WordIndex() {
        try {
            writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(analyzer));
            searchers = new SearcherManager(writer, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void add(Shelf shelf) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < shelf.passages().size(); i++) {
            Document document = new Document();
            document.add(new StringField(KEY, shelf.key().asTerm(), Field.Store.NO));
            document.add(new BinaryDocValuesField(KEY, new BytesRef(shelf.key().asTerm())));
            document.add(new NumericDocValuesField(PLACE, i));
            document.add(new TextField(WORDS, shelf.passages().get(i).words(), Field.Store.NO));
            documents.add(document);
        }
        try {
            writer.updateDocuments(new Term(KEY, shelf.key().asTerm()), documents);
            searchers.maybeRefreshBlocking();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void remove(Key key) {
        try {
            writer.deleteDocuments(new Term(KEY, key.asTerm()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The passages on these shelves in which words of the question stand, the best first. */
    List<Hit> search(String question, Collection<Key> keys, int most) {
        Query words = new QueryBuilder(analyzer).createBooleanQuery(WORDS, question);
        if (words == null || keys.isEmpty()) {
            return List.of();
        }
        List<BytesRef> terms =
                keys.stream().map(key -> new BytesRef(key.asTerm())).toList();
        Query wanted = new BooleanQuery.Builder()
                .add(words, Occur.MUST)
                .add(new TermInSetQuery(KEY, terms), Occur.FILTER)
                .build();
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                List<Hit> hits = new ArrayList<>();
                for (ScoreDoc found : searcher.search(wanted, most).scoreDocs) {
                    hits.add(hit(searcher, found));
                }
                return hits;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** By columns: whole documents would have to be unpacked. */
    private static Hit hit(IndexSearcher searcher, ScoreDoc found) throws IOException {
        int document = found.doc;
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        BinaryDocValues keys = DocValues.getBinary(leaf.reader(), KEY);
        NumericDocValues places = DocValues.getNumeric(leaf.reader(), PLACE);
        keys.advanceExact(document - leaf.docBase);
        places.advanceExact(document - leaf.docBase);
        return new Hit(keys.binaryValue().utf8ToString(), (int) places.longValue(), found.score);
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
