package antiphon.agents.knowledge.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Real documents, made on the spot. */
public final class Samples {
    private Samples() {}

    /** Page n says what machine n costs. */
    public static byte[] pdf(int pages, String password) {
        PDType1Font font = new PDType1Font(FontName.HELVETICA);
        try (PDDocument document = new PDDocument()) {
            for (int number = 1; number <= pages; number++) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(font, 11);
                    content.newLineAtOffset(50, 720);
                    for (String line : lines(number)) {
                        content.showText(line);
                        content.newLineAtOffset(0, -14);
                    }
                    content.endText();
                }
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String[] lines(int number) {
        return new String[] {
            "Chapter " + number + ". The grinder model GX" + number + ".",
            "The grinder GX" + number + " costs " + (100 + number) + " dollars and has a warranty of "
                    + (1 + number % 5) + " years.",
            "It is cleaned with brush number B" + (number * 3) + ", and it weighs " + (number % 9 + 2) + " kilograms.",
            "Spare burrs for it are ordered from the workshop, and they arrive within a week or two.",
        };
    }

    /** A heading, a paragraph and a table. */
    public static byte[] docx() {
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("Returns and refunds");
            document.createParagraph()
                    .createRun()
                    .setText("Goods may be returned within thirty days <unopened>. The refund is paid within a week.");
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Country");
            table.getRow(0).getCell(1).setText("Postage");
            table.getRow(1).getCell(0).setText("Norway");
            table.getRow(1).getCell(1).setText("12 dollars");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] epub(String chapter) {
        return zip(Map.of(
                "META-INF/container.xml",
                "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
                        + "<rootfile full-path='c.opf' media-type='application/oebps-package+xml'/></rootfiles></container>",
                "c.opf",
                "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata/><manifest>"
                        + "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
                        + "<spine><itemref idref='a'/></spine></package>",
                "a.xhtml",
                "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>" + chapter
                        + "</body></html>"));
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.putNextEntry(new ZipEntry("mimetype"));
            archive.write("application/epub+zip".getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<String, String> file : files.entrySet()) {
                archive.putNextEntry(new ZipEntry(file.getKey()));
                archive.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A document of Word that unpacks to a hundred megabytes of nothing much. */
    static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.putNextEntry(new ZipEntry("[Content_Types].xml"));
            archive.write(("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                            + "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument"
                            + ".wordprocessingml.document.main+xml'/></Types>")
                    .getBytes(StandardCharsets.UTF_8));
            archive.putNextEntry(new ZipEntry("_rels/.rels"));
            archive.write(("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                            + "<Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                            + "officeDocument' Target='word/document.xml'/></Relationships>")
                    .getBytes(StandardCharsets.UTF_8));
            archive.putNextEntry(new ZipEntry("word/document.xml"));
            archive.write(("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
                            + "<w:p><w:r><w:t>")
                    .getBytes(StandardCharsets.UTF_8));
            byte[] much = new byte[1 << 20];
            java.util.Arrays.fill(much, (byte) 'a');
            for (int i = 0; i < 100; i++) {
                archive.write(much);
            }
            archive.write("</w:t></w:r></w:p></w:body></w:document>".getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
