package antiphon.agents.knowledge.crawling;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void a_star_stands_for_anything_and_the_rest_for_itself() {
        assertTrue(Links.matches("/help", "https://a.example/help/one"));
        assertTrue(Links.matches("/help/*.html", "https://a.example/help/one.html?x"));
        assertTrue(Links.matches("*", "https://a.example/"));
        assertFalse(Links.matches("/help/*.html", "https://a.example/help/one.pdf"));
        assertFalse(Links.matches("one*two*one", "https://a.example/two/one"));
        assertFalse(Links.matches("a.e", "https://abe.example.com/x"));
    }

    @Test
    void many_stars_take_no_longer_than_few() {
        String url = "https://a.example/" + "a".repeat(1900);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(Links.matches("a*".repeat(200) + "b", url)));
    }
}
