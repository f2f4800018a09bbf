package antiphon.agents.knowledge.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static Extract read(byte[] bytes, String filename) {
        return Documents.read(bytes, filename, "");
    }

    private static Extract read(String text, String filename) {
        return read(text.getBytes(StandardCharsets.UTF_8), filename);
    }

    private static String refusal(byte[] bytes, String filename) {
        return assertThrows(Unreadable.class, () -> read(bytes, filename)).message();
    }

    @Test
    void a_pdf_of_two_hundred_pages_is_read_to_its_end() {
        Extract extract = read(Samples.pdf(200, ""), "grinders.pdf");
        assertEquals(200, extract.pages());
        assertEquals("application/pdf", extract.mediaType());
        assertTrue(extract.words().contains("The grinder GX1 costs 101 dollars"), extract.words()::toString);
        assertTrue(extract.words().contains("The grinder GX200 costs 300 dollars"));
    }

    @Test
    void a_docx_keeps_paragraphs_and_tables() {
        Extract extract = read(Samples.docx(), "returns.docx");
        assertTrue(extract.words().contains("returned within thirty days <unopened>."), extract.words());
        assertTrue(extract.words().contains("Norway 12 dollars"), extract.words());
        assertTrue(extract.html().contains("<p>Returns and refunds</p>"), extract.html());
        assertTrue(extract.html().contains("&lt;unopened&gt;"), extract.html());
    }

    @Test
    void an_epub_is_read_chapter_by_chapter() {
        Extract extract = read(Samples.epub("<h1>One</h1><p>It was a dark night.</p>"), "book.epub");
        assertTrue(extract.words().contains("It was a dark night."), extract.words());
    }

    @Test
    void html_loses_what_could_run() {
        Extract extract = read(
                "<!doctype html><html><head><title>T</title></head><body onload='x()'><h1 class='a'>Hours</h1>"
                        + "<script>alert(1)</script><p>We open at <b>nine</b>.</p><a href='javascript:x'>go</a></body></html>",
                "hours.html");
        assertTrue(extract.html().contains("<h1>Hours</h1>"), extract.html());
        assertTrue(extract.words().contains("We open at nine."), extract.words());
        assertFalse(extract.html().matches("(?s).*(script|onload|alert|class=).*"), extract.html());
    }

    @Test
    void text_and_markdown_are_taken_as_they_are() {
        assertEquals("Grüße\n\nzwei", read("Grüße\n\nzwei\n", "a.txt").words());
        Extract markdown = read("# Title\n\nSome *words*.", "a.md");
        assertEquals("text/markdown", markdown.mediaType());
        assertTrue(markdown.words().startsWith("# Title"));
    }

    @Test
    void what_cannot_be_read_is_refused_with_its_reason() {
        assertEquals("The file is empty.", refusal(new byte[0], "a.txt"));
        assertTrue(refusal(Samples.pdf(1, "secret"), "a.pdf").contains("password"));
        assertTrue(refusal("%PDF-1.7 nothing of the kind".getBytes(StandardCharsets.UTF_8), "a.pdf")
                .contains("broken"));
        assertTrue(refusal(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2}, "a.png")
                .contains("PDF, DOCX"));
        assertTrue(refusal(new byte[] {'P', 'K', 3, 4, 0, 0, 9, 9, 9}, "a.docx").contains("PDF, DOCX"));
        assertTrue(refusal(" \n ".getBytes(StandardCharsets.UTF_8), "a.txt").contains("no words"));
        assertTrue(refusal(Arrays.copyOf(Samples.docx(), 900), "a.docx").matches(".*(broken|PDF, DOCX).*"));
    }

    @Test
    void a_zip_bomb_is_refused_before_it_unpacks() {
        byte[] bomb = Samples.bomb();
        assertTrue(bomb.length < 1 << 20);
        assertTrue(refusal(bomb, "bomb.docx").matches(".*(bomb|broken|characters).*"), refusal(bomb, "bomb.docx"));
    }

    @Test
    void passages_are_whole_sentences_and_none_is_lost() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append("Sentence number ").append(i).append(" tells of something. ");
        }
        List<String> passages = Passages.of(text.toString());
        assertTrue(passages.size() > 8, passages.size() + "");
        for (int i = 0; i < 300; i++) {
            String sentence = "Sentence number " + i + " tells of something.";
            assertTrue(passages.stream().anyMatch(passage -> passage.contains(sentence)), sentence);
        }
        assertTrue(passages.stream().allMatch(passage -> passage.length() <= Passages.LENGTH + 250));
    }

    @Test
    void short_paragraphs_share_a_passage_and_endless_words_are_cut() {
        assertEquals(List.of("One.\n\nTwo."), Passages.of("One.\n\nTwo.\n\n\n"));
        assertEquals(List.of(), Passages.of("  \n\n "));
        assertTrue(Passages.of("x".repeat(5000)).size() >= 5);
    }

    @Test
    void a_passage_says_which_headings_it_stands_below() {
        assertEquals(
                List.of(
                        "Handbook\n\nWelcome.",
                        "Handbook › Leave › Parents\n\nTwelve weeks.",
                        "Handbook › Travel\n\nBook early."),
                Passages.of(
                        "# Handbook\n\nWelcome.\n\n## Leave\n### Parents ##\nTwelve weeks.\n\n## Travel\n\nBook early."));
    }

    @Test
    void a_heading_below_which_nothing_stands_is_not_lost_and_a_comment_in_a_listing_is_no_heading() {
        assertEquals(List.of("One", "Two › Three"), Passages.of("# One\n\n# Two\n\n## Three"));
        assertEquals(
                List.of("Setup\n\n```\nmake\n\n# clean\nrm it\n```"),
                Passages.of("# Setup\n\n```\nmake\n\n# clean\nrm it\n```"));
        assertEquals(List.of("#hashtag, and # alone"), Passages.of("#hashtag, and # alone"));
    }

    @Test
    void a_heading_of_a_page_or_a_book_is_read_as_a_heading() {
        Extract page =
                read("<html><body><h1>Hours</h1><div><h2>Sunday</h2><p>Closed.</p></div></body></html>", "hours.html");
        assertEquals(List.of("Hours › Sunday\n\nClosed."), Passages.of(page.words()));
    }

    @Test
    void a_trail_of_long_headings_keeps_the_inner_ones() {
        String chapter = "c".repeat(150);
        String section = "s".repeat(150);
        assertEquals(List.of(section + "\n\nWords."), Passages.of("# " + chapter + "\n\n## " + section + "\n\nWords."));
    }
}
