package antiphon.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md says what is so. */
class ArchitectureTest {
    private static final Path PAGE =
            Path.of(System.getProperty("root.dir", "../..")).resolve("ARCHITECTURE.md");
    private static final String BEGIN = "<!-- picture: written by ArchitectureTest -->\n";
    private static final String END = "<!-- end of picture -->\n";
    private static final Pattern METHOD = Pattern.compile("`(antiphon\\.[a-z.]+)\\.([A-Z]\\w+)\\.(\\w+)`");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/planted/"))
            .importPackages("antiphon");

    /** Run with {@code -Dpicture=write} to bring the page up to date. */
    @Test
    void the_picture_of_the_rooms_is_the_one_the_code_makes() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if ("write".equals(System.getProperty("picture"))) {
            Files.writeString(PAGE, page.substring(0, from) + picture() + page.substring(to));
        } else {
            assertEquals(picture(), page.substring(from, to), "bring it up to date with -Dpicture=write");
        }
    }

    @Test
    void every_method_named_in_the_paths_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        List<MatchResult> named =
                METHOD.matcher(Files.readString(PAGE)).results().toList();
        for (MatchResult name : named) {
            String type = name.group(1) + "." + name.group(2);
            if (!HOUSE.contain(type)
                    || HOUSE.get(type).getMethods().stream()
                            .noneMatch(method -> method.getName().equals(name.group(3)))) {
                missing.add(name.group());
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named.size() > 20, "the five paths name their methods");
    }

    private static String picture() {
        var picture = new StringBuilder("```mermaid\ngraph TD\n");
        Rooms.known(HOUSE).forEach((room, known) -> {
            picture.append("  ")
                    .append(room)
                    .append(Rooms.DRY.contains(room) ? "([" + room + "])" : "")
                    .append('\n');
            known.forEach(other -> picture.append("  ")
                    .append(room)
                    .append(" --> ")
                    .append(other)
                    .append('\n'));
        });
        return picture.append("```\n").toString();
    }
}
