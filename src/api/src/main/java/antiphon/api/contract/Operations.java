package antiphon.api.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All operations that the contract states, whether or not this server has doors for them. Immutable; any thread. */
public final class Operations {
    private static final Operations STATED = load();
    private static final int METHOD = 2;
    private static final int PATH = 3;
    private static final int QUERY = 6;

    private final List<Operation> all;

    private Operations(List<Operation> all) {
        this.all = all;
    }

    public static Operations stated() {
        return STATED;
    }

    private static Operations load() {
        try (InputStream file = Objects.requireNonNull(Operations.class.getResourceAsStream("operations.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new Operations(lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Operation(cells[METHOD], cells[PATH], Parameter.list(cells[QUERY])))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Operation> all() {
        return all;
    }

    /** The operation that a request means, if the contract has one. */
    public Optional<Operation> asked(String method, String path) {
        List<String> steps = Operation.steps(path);
        return all.stream()
                .filter(operation -> operation.isAskedBy(method, steps))
                .max(Comparator.comparingInt(Operation::words));
    }
}
