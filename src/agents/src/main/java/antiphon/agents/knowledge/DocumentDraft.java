package antiphon.agents.knowledge;

import antiphon.agents.knowledge.reading.Extract;
import java.util.Optional;

/**
 * A document or folder before it is kept.
 *
 * @param parentId the folder it goes into; absent for the root
 * @param extract absent for folders
 * @param source the bytes of a file, to be kept as they are
 * @param syncDays how often a page is fetched again
 * @param syncRemoves whether the document goes when its page has gone
 */
public record DocumentDraft(
        String type,
        String name,
        Optional<String> parentId,
        Optional<String> url,
        Optional<String> filename,
        Optional<Extract> extract,
        Optional<byte[]> source,
        long sizeBytes,
        Optional<Integer> syncDays,
        boolean syncRemoves) {

    static DocumentDraft folder(String name, Optional<String> parentId) {
        return new DocumentDraft(
                KnowledgeDocument.FOLDER,
                name,
                parentId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false);
    }

    static DocumentDraft text(String name, Optional<String> parentId, Extract extract, long sizeBytes) {
        return new DocumentDraft(
                KnowledgeDocument.TEXT,
                name,
                parentId,
                Optional.empty(),
                Optional.empty(),
                Optional.of(extract),
                Optional.empty(),
                sizeBytes,
                Optional.empty(),
                false);
    }

    static DocumentDraft file(String name, Optional<String> parentId, String filename, Extract extract, byte[] source) {
        return new DocumentDraft(
                KnowledgeDocument.FILE,
                name,
                parentId,
                Optional.empty(),
                Optional.of(filename),
                Optional.of(extract),
                Optional.of(source),
                source.length,
                Optional.empty(),
                false);
    }

    /** A page of the web. */
    public static DocumentDraft page(
            String name, Optional<String> parentId, String url, Extract extract, long sizeBytes) {
        return new DocumentDraft(
                KnowledgeDocument.URL,
                name,
                parentId,
                Optional.of(url),
                Optional.empty(),
                Optional.of(extract),
                Optional.empty(),
                sizeBytes,
                Optional.empty(),
                false);
    }

    /** The same, to be fetched again every so many days. */
    public DocumentDraft syncing(int days, boolean removes) {
        return new DocumentDraft(
                type, name, parentId, url, filename, extract, source, sizeBytes, Optional.of(days), removes);
    }
}
