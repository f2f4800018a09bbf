package antiphon.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that the public API's enum lists, in its order.
 *
 * @param llms without the embedded responder, whose name is ours alone
 */
record ContractNames(List<String> llms) {
    private static final Pattern DATED =
            Pattern.compile(".*(@[0-9]{8}|-[0-9]{4}-[0-9]{2}-[0-9]{2}|-00[0-9]|-[0-9]{4}|-[0-9]{2}-[0-9]{2})");

    static ContractNames load() {
        try (InputStream names = ContractNames.class.getResourceAsStream("llm-names.txt")) {
            if (names == null) {
                throw new IllegalStateException("llm-names.txt is missing");
            }
            var lines = new BufferedReader(new InputStreamReader(names, StandardCharsets.UTF_8)).lines();
            return new ContractNames(lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a name stands for one dated state of a model. */
    static boolean isCheckpoint(String llm) {
        return DATED.matcher(llm).matches();
    }
}
