package antiphon.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The code is formatted as {@code mvn spotless:apply} leaves it. A test, because the formatter needs the JDK that the tests
 * run on, which may be newer than the one Maven runs on.
 */
class FormatTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("root.dir", "../..")).resolve("src");

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void every_source_is_formatted() throws IOException {
        List<Path> sources = javaFiles();
        assertTrue(sources.size() > 100, sources.size() + " sources");
        assertEquals(List.of(), sources.stream().filter(this::differs).toList(), "run mvn spotless:apply");
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java"))
                    .toList();
        }
    }

    private boolean differs(Path file) {
        try {
            String source = Files.readString(file);
            String ordered = ImportOrderer.reorderImports(source, Style.PALANTIR);
            return !source.equals(formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered)));
        } catch (IOException | FormatterException e) {
            throw new IllegalStateException("cannot format " + file, e);
        }
    }
}
