package antiphon.agents.knowledge.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The kinds of documents that are read here. They are known by what is in them; names and media types decide between texts. */
enum Kind {
    PDF("application/pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    EPUB("application/epub+zip"),
    HTML("text/html"),
    MARKDOWN("text/markdown"),
    TEXT("text/plain");

    private static final int LOOKED_AT = 1024;
    private static final int MOST_ENTRIES = 50;

    private final String mediaType;

    Kind(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** @param claimed the media type that whoever sent it claims */
    static Optional<Kind> of(byte[] bytes, String filename, String claimed) {
        String start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (start.contains("%PDF-")) {
            return Optional.of(PDF);
        }
        if (start.startsWith("PK\u0003\u0004")) {
            return ofArchive(bytes);
        }
        if (isBinary(bytes)) {
            return Optional.empty();
        }
        String name = filename.toLowerCase(Locale.ROOT);
        String type = claimed.toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.x?html?") || type.contains("html") || looksLikeHtml(start)) {
            return Optional.of(HTML);
        }
        return Optional.of(name.matches(".*\\.(md|markdown)") || type.contains("markdown") ? MARKDOWN : TEXT);
    }

    private static boolean looksLikeHtml(String start) {
        String lower = start.stripLeading().toLowerCase(Locale.ROOT);
        return lower.startsWith("<!doctype html") || lower.startsWith("<html");
    }

    /** Text has no control characters but those of layout, in any encoding without zero bytes; UTF-16 says so at its start. */
    private static boolean isBinary(byte[] bytes) {
        boolean wide = bytes.length > 1
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
        if (wide) {
            return false;
        }
        for (int i = 0; i < Math.min(bytes.length, 64 * LOOKED_AT); i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && "\t\n\r\f\b\u001b".indexOf(bytes[i]) < 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Kind> ofArchive(byte[] bytes) {
        Set<String> names = new HashSet<>();
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = archive.getNextEntry();
                    entry != null && names.size() < MOST_ENTRIES;
                    entry = archive.getNextEntry()) {
                String name = entry.getName();
                if (name.equals("mimetype")) {
                    String type = new String(archive.readNBytes(100), StandardCharsets.US_ASCII);
                    return type.strip().equals(EPUB.mediaType) ? Optional.of(EPUB) : Optional.empty();
                }
                if (name.startsWith("word/")) {
                    return Optional.of(DOCX);
                }
                if (!name.matches("\\[Content_Types\\]\\.xml|_rels/.*|docProps/.*|customXml/.*")) {
                    return Optional.empty();
                }
                names.add(name);
            }
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
