package antiphon.conversations.tags;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.conversations.record.Conversations;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import antiphon.identity.Workspace;
import antiphon.identity.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tags of this server, and which conversations bear them. */
@ApplicationScoped
public class Tags {
    private static final String ORDER = "tags.created_at-";
    private static final int MOST = 100;

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    Conversations conversations;

    @Inject
    Workspaces workspaces;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /** @throws Refusal.Invalid naming every place of what was sent that is wrong */
    @Transactional
    public JsonObject create(JsonObject sent, Actor by) {
        check("CreateConversationTagRequestModel", sent);
        ConversationTag tag =
                new ConversationTag(sent.getString("title"), text(sent, "description"), by, clock.instant());
        entities.persist(tag);
        audit.note(by, "tag.create", tag.id(), null, Fingerprint.of(tag.content()));
        return shown(tag);
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    public JsonObject get(String id) {
        return shown(find(id, LockModeType.NONE));
    }

    /** The title stays where none is sent, or null; a description that is null is taken away. */
    @Transactional
    public JsonObject change(String id, JsonObject sent, Actor by) {
        check("PatchConversationTagRequestModel", sent);
        ConversationTag tag = find(id, LockModeType.PESSIMISTIC_WRITE);
        String before = Fingerprint.of(tag.content());
        tag.become(
                text(sent, "title").orElse(tag.title()),
                sent.containsKey("description") ? text(sent, "description") : tag.description());
        audit.note(by, "tag.change", id, before, Fingerprint.of(tag.content()));
        return shown(tag);
    }

    /** No conversation bears it from then on. */
    @Transactional
    public void delete(String id, Actor by) {
        ConversationTag tag = find(id, LockModeType.PESSIMISTIC_WRITE);
        entities.remove(tag);
        audit.note(by, "tag.delete", id, Fingerprint.of(tag.content()), null);
    }

    /** The newest first. */
    @Transactional
    public JsonObject page(Query query) {
        int size = query.number("page_size", MOST, 1, MOST);
        Optional<Cursor> from = Cursor.from(query, ORDER, 2);
        String workspace = workspace();
        TypedQuery<ConversationTag> rows = entities.createQuery(
                "select t from ConversationTag t"
                        + (from.isPresent() ? " where t.createdAt < :at or t.createdAt = :at and t.id < :id" : "")
                        + " order by t.createdAt desc, t.id desc",
                ConversationTag.class);
        from.ifPresent(cursor -> rows.setParameter("at", instant(cursor.key().getFirst()))
                .setParameter("id", cursor.key().getLast()));
        return Page.cut(
                        rows.setMaxResults(size + 1).getResultList(),
                        size,
                        last -> new Cursor(ORDER, List.of(last.createdAt().toString(), last.id())))
                .asJson("conversation_tags", tag -> tag.asJson(workspace));
    }

    /**
     * Gives tags to a conversation; those it bears already stay.
     *
     * @throws Refusal.NotFound if there is no such conversation
     * @throws Refusal.Invalid naming every tag that is not there
     */
    @Transactional
    public void assign(String conversationId, JsonObject sent, Actor by) {
        check("AssignConversationTagsRequestModel", sent);
        conversations.find(conversationId);
        List<String> ids = sent.getJsonArray("tag_ids").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
        checkTags(ids);
        for (String id : ids.stream().distinct().sorted().toList()) {
            entities.createNativeQuery("insert into conversation_tagging (conversation_id, tag_id) values (?1, ?2)"
                            + " on conflict do nothing")
                    .setParameter(1, conversationId)
                    .setParameter(2, id)
                    .executeUpdate();
        }
        audit.note(by, "conversation.tag", conversationId, null, Fingerprint.of(String.join(",", ids)));
    }

    /** No harm where the conversation does not bear it. */
    @Transactional
    public void unassign(String conversationId, String id, Actor by) {
        conversations.find(conversationId);
        find(id, LockModeType.NONE);
        entities.createNativeQuery("delete from conversation_tagging where conversation_id = ?1 and tag_id = ?2")
                .setParameter(1, conversationId)
                .setParameter(2, id)
                .executeUpdate();
        audit.note(by, "conversation.untag", conversationId, Fingerprint.of(id), null);
    }

    private void checkTags(List<String> ids) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (lookUp(ids.get(i), LockModeType.NONE) == null) {
                problems.add(new Problem(
                        List.of("body", "tag_ids", i),
                        "There is no tag with this id; POST /v1/convai/tags makes one",
                        "value_error"));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    private ConversationTag find(String id, LockModeType lock) {
        ConversationTag tag = lookUp(id, lock);
        if (tag == null) {
            throw Refusal.NotFound.of("tag", id);
        }
        return tag;
    }

    private @Nullable ConversationTag lookUp(String id, LockModeType lock) {
        return PublicId.isPlausible(id) ? entities.find(ConversationTag.class, id, lock) : null;
    }

    private JsonObject shown(ConversationTag tag) {
        return tag.asJson(workspace());
    }

    private String workspace() {
        return workspaces.only().map(Workspace::id).orElse("");
    }

    private static void check(String schema, JsonObject sent) {
        List<Problem> problems = Contract.stated().problems(schema, sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException made) {
            throw Cursor.refusal();
        }
    }
}
