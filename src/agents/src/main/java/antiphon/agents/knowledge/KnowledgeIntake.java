package antiphon.agents.knowledge;

import antiphon.agents.knowledge.reading.Documents;
import antiphon.agents.knowledge.reading.Extract;
import antiphon.agents.knowledge.reading.Unreadable;
import antiphon.agents.knowledge.reading.WebPages;
import antiphon.agents.knowledge.reading.WebPages.Fetched;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is sent or named, and only then hands it to the desk: no transaction waits for a web server or a large file.
 */
@ApplicationScoped
public class KnowledgeIntake {
    private static final int LONGEST_NAME = 500;
    private static final int USUAL_SYNC_DAYS = 7;

    @Inject
    Config config;

    @Inject
    KnowledgeDocuments documents;

    @Inject
    KnowledgeFolders folders;

    @Inject
    WebPages pages;

    private @Nullable KnowledgeSettings settings;

    @PostConstruct
    void start() {
        settings = KnowledgeSettings.read(key -> config.getOptionalValue(key, String.class));
    }

    public KnowledgeSettings settings() {
        if (settings == null) {
            settings = KnowledgeSettings.read(key -> Optional.empty());
        }
        return settings;
    }

    KnowledgeDocument folder(JsonObject body, Actor by) {
        check("Body_Create_folder_v1_convai_knowledge_base_folder_post", body);
        if (body.getBoolean("enable_auto_sync", false)) {
            throw new Refusal.NotImplemented(
                    "Folders are not kept in step with anything; enable_auto_sync is for documents from a URL.");
        }
        return documents.keep(
                DocumentDraft.folder(name(body, "name", "", "Folder"), text(body, "parent_folder_id")), by);
    }

    KnowledgeDocument text(JsonObject body, Actor by) {
        check("Body_Create_text_document_v1_convai_knowledge_base_text_post", body);
        String words = body.getString("text");
        Extract extract = written(words, "text");
        String name = name(body, "name", firstWords(words), "Text");
        long bytes = words.getBytes(StandardCharsets.UTF_8).length;
        return documents.keep(DocumentDraft.text(name, text(body, "parent_folder_id"), extract, bytes), by);
    }

    private Extract written(String words, String field) {
        if (words.isBlank()) {
            throw wrong(field, "The text should have at least one character that is no space");
        }
        if (words.getBytes(StandardCharsets.UTF_8).length > settings().mostFileBytes()) {
            throw new Refusal.TooLarge(settings().mostFileBytes());
        }
        return Extract.of(words);
    }

    private static String firstWords(String words) {
        String line = words.strip().replaceAll("(?s)\\R.*", "");
        return line.length() > 60
                ? line.substring(0, line.offsetByCodePoints(0, Math.min(60, line.codePointCount(0, line.length()))))
                : line;
    }

    KnowledgeDocument url(JsonObject body, Actor by) {
        check("Body_Create_URL_document_v1_convai_knowledge_base_url_post", body);
        Optional<String> folder = text(body, "parent_folder_id");
        folder.ifPresent(folders::mustTake);
        DocumentDraft draft = page(body.getString("url"), text(body, "name"), folder);
        boolean syncs = body.getBoolean("enable_auto_sync", false);
        int days = body.containsKey("minimum_frequency_days") && !body.isNull("minimum_frequency_days")
                ? body.getInt("minimum_frequency_days")
                : USUAL_SYNC_DAYS;
        return documents.keep(syncs ? draft.syncing(days, body.getBoolean("auto_remove", false)) : draft, by);
    }

    KnowledgeDocument page(String url, Optional<String> name, Actor by) {
        return documents.keep(page(url, name, Optional.empty()), by);
    }

    private DocumentDraft page(String url, Optional<String> name, Optional<String> folder) {
        try {
            URI address = WebPages.address(url);
            Fetched fetched = pages.fetch(address, settings().mostFileBytes());
            return DocumentDraft.page(
                    name.orElse(shortened(address.toString())),
                    folder,
                    address.toString(),
                    fetched.read(),
                    fetched.body().length);
        } catch (Unreadable reason) {
            throw wrong("url", reason.message());
        }
    }

    KnowledgeDocument file(
            byte[] bytes, String filename, String type, Optional<String> name, Optional<String> folder, Actor by) {
        folder.ifPresent(folders::mustTake);
        Extract extract = extract(bytes, filename, type);
        String shown = name.filter(given -> !given.isBlank()).orElse(filename);
        return documents.keep(DocumentDraft.file(shortened(shown), folder, shortened(filename), extract, bytes), by);
    }

    KnowledgeDocument replaceFile(String id, byte[] bytes, String filename, String type, Actor by) {
        mustBe(id, KnowledgeDocument.FILE, "Only a document that was made from a file takes another file.");
        Extract extract = extract(bytes, filename, type);
        return documents.replaceFile(id, shortened(filename), extract, bytes, by);
    }

    private Extract extract(byte[] bytes, String filename, String type) {
        if (bytes.length > settings().mostFileBytes()) {
            throw new Refusal.TooLarge(settings().mostFileBytes());
        }
        try {
            return Documents.read(bytes, filename, type);
        } catch (Unreadable reason) {
            throw wrong("file", reason.message());
        }
    }

    /** Name and text; the text of a document of text only. */
    KnowledgeDocument change(String id, JsonObject body, Actor by) {
        check("Body_Update_document_v1_convai_knowledge_base__documentation_id__patch", body);
        KnowledgeDocument document = documents.find(id);
        Optional<String> content = text(body, "content");
        if (content.isPresent() && !document.type().equals(KnowledgeDocument.TEXT)) {
            throw wrong(
                    "content",
                    "Only the content of a text document can be written; update-file or refresh renew others");
        }
        Optional<Extract> extract = content.map(words -> written(words, "content"));
        Optional<String> name = text(body, "name");
        if (name.isPresent()) {
            document = documents.rename(id, name(body, "name", "", "Document"), by);
        }
        if (extract.isPresent()) {
            long bytes = content.get().getBytes(StandardCharsets.UTF_8).length;
            document = documents.replace(id, extract.get(), bytes, by);
        }
        return document;
    }

    /** Fetches the page of a document again. */
    public KnowledgeDocument refresh(String id, Actor by) {
        KnowledgeDocument document =
                mustBe(id, KnowledgeDocument.URL, "Only a document from a URL can be fetched again.");
        try {
            Fetched fetched = pages.fetch(
                    WebPages.address(document.url().orElseThrow()), settings().mostFileBytes());
            return documents.replace(id, fetched.read(), fetched.body().length, by);
        } catch (Unreadable reason) {
            throw new Refusal.Conflict("page_unreadable", reason.message());
        }
    }

    private KnowledgeDocument mustBe(String id, String type, String otherwise) {
        KnowledgeDocument document = documents.find(id);
        if (!document.type().equals(type)) {
            throw new Refusal.Conflict("wrong_document_type", otherwise);
        }
        return document;
    }

    private static void check(String schema, JsonObject body) {
        List<Problem> problems = Contract.stated().problems(schema, body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    static Optional<String> text(JsonObject body, String field) {
        return body.get(field) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static String name(JsonObject body, String field, String otherwise, String lastResort) {
        String name = text(body, field).orElse(otherwise).strip();
        return name.isEmpty() ? lastResort : shortened(name);
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2)) : name;
    }

    private static Refusal.Invalid wrong(String field, String message) {
        return new Refusal.Invalid(new Problem(List.of("body", field), message, "value_error"));
    }
}
