package antiphon.agents.knowledge.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads documents with Apache Tika. Nothing of it is loaded before the first document comes. Any thread; reading blocks, each
 * document on a thread of its own, which is left behind when it does not come to an end.
 */
public final class Documents {
    private static final int MOST_SECONDS = 60;
    private static final int MOST_CHARACTERS = 5_000_000;

    private Documents() {}

    /**
     * Reads a document.
     *
     * @param claimedType its media type, as far as whoever sent it says; may be empty
     * @throws Unreadable when that is not possible, saying why
     */
    public static Extract read(byte[] bytes, String filename, String claimedType) {
        if (bytes.length == 0) {
            throw new Unreadable("The file is empty.");
        }
        Kind kind = Kind.of(bytes, filename, claimedType)
                .orElseThrow(() -> new Unreadable(
                        "This kind of file is not read here; PDF, DOCX, HTML, EPUB, TXT and Markdown are."));
        FutureTask<Extract> reading = new FutureTask<>(() -> new Reading(kind).read(bytes));
        Thread reader = Thread.ofPlatform().daemon().name("document-reader").start(reading);
        try {
            return reading.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            reader.interrupt();
            throw new Unreadable("Reading the file took longer than " + MOST_SECONDS + " seconds.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unreadable("Reading the file was interrupted.");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Unreadable unreadable
                    ? unreadable
                    : new Unreadable("The file is broken: nothing can be read of it.");
        }
    }

    private record Reading(Kind kind) {
        Extract read(byte[] bytes) throws IOException {
            Metadata metadata = new Metadata();
            metadata.set(Metadata.CONTENT_TYPE, kind.mediaType());
            metadata.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, kind.mediaType());
            Rendering rendering = new Rendering(MOST_CHARACTERS);
            try (TikaInputStream input = TikaInputStream.get(bytes)) {
                parser().parse(input, new SecureContentHandler(rendering, input), metadata, context());
            } catch (EncryptedDocumentException locked) {
                throw new Unreadable("The file is locked by a password. Remove the password, then send it again.");
            } catch (ZeroByteFileException empty) {
                throw new Unreadable("The file is empty.");
            } catch (SAXException | TikaException broken) {
                throw refusal(broken);
            }
            String words = rendering.words();
            if (words.isBlank()) {
                throw new Unreadable("There are no words in the file; pictures of words are not read here.");
            }
            Integer pages = metadata.getInt(org.apache.tika.metadata.PagedText.N_PAGES);
            return new Extract(
                    rendering.html(),
                    words,
                    kind.mediaType(),
                    pages == null ? Extract.pages(words) : Math.max(1, pages));
        }

        private static Unreadable refusal(Exception broken) {
            for (Throwable at = broken; at != null; at = at.getCause()) {
                if (at instanceof Rendering.TooLong) {
                    return new Unreadable("There are more than " + MOST_CHARACTERS + " characters in the file.");
                }
                if (at instanceof EncryptedDocumentException) {
                    return new Unreadable("The file is locked by a password.");
                }
                if (at instanceof SAXException
                        && String.valueOf(at.getMessage()).contains("zip bomb")) {
                    return new Unreadable("The file unpacks to far more than it should: it looks like a zip bomb.");
                }
            }
            return new Unreadable("The file is broken: nothing can be read of it.");
        }

        private Parser parser() {
            return switch (kind) {
                case PDF -> new PDFParser();
                case DOCX -> new OOXMLParser();
                case EPUB -> new EpubParser();
                case HTML -> new JSoupParser();
                case MARKDOWN, TEXT -> new TXTParser();
            };
        }

        private static ParseContext context() {
            ParseContext context = new ParseContext();
            context.set(EmbeddedDocumentExtractor.class, new Nothing());
            PDFParserConfig pdf = new PDFParserConfig();
            pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
            pdf.setExtractAnnotationText(false);
            context.set(PDFParserConfig.class, pdf);
            OfficeParserConfig office = new OfficeParserConfig();
            office.setUseSAXDocxExtractor(true);
            office.setIncludeHeadersAndFooters(false);
            context.set(OfficeParserConfig.class, office);
            return context;
        }
    }

    /** Documents within documents are not read. */
    private static final class Nothing implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
    }
}
