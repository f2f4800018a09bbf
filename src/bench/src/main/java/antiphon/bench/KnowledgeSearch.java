package antiphon.bench;

import antiphon.agents.knowledge.reading.Passages;
import antiphon.agents.knowledge.retrieval.Retrieval;
import antiphon.agents.knowledge.retrieval.Retrieval.Found;
import antiphon.agents.knowledge.retrieval.Retrieval.Limits;
import antiphon.agents.knowledge.retrieval.Shelf;
import antiphon.agents.knowledge.retrieval.Shelf.Key;
import antiphon.agents.knowledge.retrieval.Shelf.Passage;
import antiphon.language.Embedder;
import antiphon.language.Embedders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How well and how fast passages are found: recall of the right passage among the first three, over pages of an employer's
 * handbook and questions as an employee would ask them, written by somebody who had not seen what is found; and the time of a
 * question among ten thousand passages.
 */
public final class KnowledgeSearch {
    private static final Limits FIRST_THREE = new Limits(2, 1_000_000, 3, 0);
    private static final Limits USUAL = new Limits(0.6, 50_000, 20, 0);
    private static final String HANDBOOK = "src/bench/src/main/resources/antiphon/bench/handbook";
    private static final int MANY = 10_000;
    private static final int WARM_UP = 300;
    private static final int MEASURED = 1000;

    /** @param answer words of the passage that is the right one */
    private record Question(String words, String answer) {}

    private final Embedder embedder = Embedders.open(key -> Optional.empty());

    private KnowledgeSearch() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : ".");
        KnowledgeSearch bench = new KnowledgeSearch();
        Map<Key, Shelf> shelves = bench.shelves(root);
        bench.recall(shelves);
        bench.speed(shelves);
    }

    private Map<Key, Shelf> shelves(Path root) throws IOException {
        Map<Key, Shelf> shelves = new HashMap<>();
        List<Path> pages;
        try (Stream<Path> handbook = Files.list(root.resolve(HANDBOOK))) {
            pages = handbook.sorted().toList();
        }
        for (Path page : pages) {
            String name = page.getFileName().toString();
            List<String> words = Passages.of(Files.readString(page, StandardCharsets.UTF_8));
            List<Passage> passages = new ArrayList<>();
            float[] vectors = new float[words.size() * embedder.dimension()];
            List<float[]> embedded = embedder.embed(words);
            for (int i = 0; i < words.size(); i++) {
                passages.add(new Passage(name + "#" + i, words.get(i)));
                System.arraycopy(embedded.get(i), 0, vectors, i * embedder.dimension(), embedder.dimension());
            }
            Key key = new Key(name, 1);
            shelves.put(key, new Shelf(key, name, List.copyOf(passages), vectors));
        }
        return shelves;
    }

    private void recall(Map<Key, Shelf> shelves) throws IOException {
        List<Question> questions = questions();
        int right = 0;
        List<String> known = shelves.values().stream()
                .flatMap(shelf -> shelf.passages().stream())
                .map(passage -> plain(passage.words()))
                .toList();
        try (Retrieval retrieval = new Retrieval()) {
            for (Question question : questions) {
                if (known.stream().noneMatch(words -> words.contains(plain(question.answer())))) {
                    throw new IllegalStateException("The answer stands nowhere any longer: " + question);
                }
                List<Found> found = retrieval.find(
                        question.words(),
                        embedder.embedQuestion(question.words()),
                        shelves.keySet(),
                        FIRST_THREE,
                        shelves::get);
                boolean hit = found.stream()
                        .anyMatch(passage -> plain(passage.words()).contains(plain(question.answer())));
                right += hit ? 1 : 0;
                if (!hit) {
                    System.out.println("missed: " + question.words());
                }
            }
        }
        long passages = shelves.values().stream()
                .mapToLong(shelf -> shelf.passages().size())
                .sum();
        System.out.printf(
                "recall@3: %.3f (%d of %d questions, %d passages of %d documents)%n",
                (double) right / questions.size(), right, questions.size(), passages, shelves.size());
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static List<Question> questions() throws IOException {
        try (var file = KnowledgeSearch.class.getResourceAsStream("questions.tsv")) {
            if (file == null) {
                throw new IOException("questions.tsv is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("\t"))
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new Question(parts[0], parts[1]))
                    .toList();
        }
    }

    private void speed(Map<Key, Shelf> known) throws IOException {
        Random random = new Random(7);
        String[] vocabulary = known.values().stream()
                .flatMap(shelf -> shelf.passages().stream())
                .flatMap(passage -> Stream.of(passage.words().split("\\W+", -1)))
                .toArray(String[]::new);
        int documents = 50;
        Map<Key, Shelf> shelves = new HashMap<>();
        for (int document = 0; document < documents; document++) {
            Key key = new Key("document" + document, 1);
            shelves.put(key, madeUp(key, vocabulary, MANY / documents, random));
        }
        List<Question> questions = questions();
        try (Retrieval retrieval = new Retrieval()) {
            long[] whole = new long[MEASURED];
            long[] search = new long[MEASURED];
            for (int i = -WARM_UP; i < MEASURED; i++) {
                String question =
                        questions.get(Math.floorMod(i, questions.size())).words();
                long begun = System.nanoTime();
                float[] vector = embedder.embedQuestion(question);
                long embedded = System.nanoTime();
                retrieval.find(question, vector, shelves.keySet(), USUAL, shelves::get);
                if (i >= 0) {
                    whole[i] = System.nanoTime() - begun;
                    search[i] = System.nanoTime() - embedded;
                }
            }
            report("search among " + MANY + " passages", search);
            report("with the question's vector", whole);
        }
    }

    private Shelf madeUp(Key key, String[] vocabulary, int count, Random random) {
        int dimension = embedder.dimension();
        List<Passage> passages = new ArrayList<>();
        float[] vectors = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            StringBuilder words = new StringBuilder();
            while (words.length() < 800) {
                words.append(vocabulary[random.nextInt(vocabulary.length)]).append(' ');
            }
            passages.add(new Passage(key.indexId() + "#" + i, words.toString()));
            double length = 0;
            for (int j = 0; j < dimension; j++) {
                vectors[i * dimension + j] = (float) random.nextGaussian();
                length += vectors[i * dimension + j] * vectors[i * dimension + j];
            }
            for (int j = 0; j < dimension; j++) {
                vectors[i * dimension + j] /= (float) Math.sqrt(length);
            }
        }
        return new Shelf(key, key.indexId(), passages, vectors);
    }

    private static void report(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
