package antiphon.agents.knowledge;

import java.util.Optional;
import java.util.function.Function;

/**
 * How much the knowledge base takes.
 *
 * @param mostFileBytes {@code knowledge.file.bytes}, default 20 MiB: one document, as a file or from the web
 * @param mostPromptCharacters {@code knowledge.prompt.characters}, default 300,000: what of an agent's documents may go
 *     whole into its prompt
 * @param mostIndexBytes {@code knowledge.index.bytes}, default 2 GiB: all passages and vectors together
 * @param publicUrl {@code antiphon.public.url}, where clients reach this server; else as the request came
 */
public record KnowledgeSettings(
        long mostFileBytes, int mostPromptCharacters, long mostIndexBytes, Optional<String> publicUrl) {

    /** @throws IllegalArgumentException naming the key whose value is wrong */
    public static KnowledgeSettings read(Function<String, Optional<String>> lookup) {
        return new KnowledgeSettings(
                number(lookup, "knowledge.file.bytes", 20L << 20),
                (int) Math.min(number(lookup, "knowledge.prompt.characters", 300_000), Integer.MAX_VALUE),
                number(lookup, "knowledge.index.bytes", 2L << 30),
                lookup.apply("antiphon.public.url")
                        .filter(url -> !url.isBlank())
                        .map(url -> url.replaceAll("/+$", "")));
    }

    private static long number(Function<String, Optional<String>> lookup, String key, long otherwise) {
        Optional<String> text = lookup.apply(key).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("[1-9][0-9]{0,15}")) {
            throw new IllegalArgumentException(
                    "The setting " + key + " is wrong: it must be a whole number from 1 on.");
        }
        return Long.parseLong(text.get());
    }
}
