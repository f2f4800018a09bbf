package antiphon.conversations.history;

import antiphon.agents.Agents;
import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.files.LeftFiles;
import antiphon.conversations.record.Analyses;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.Conversations;
import antiphon.conversations.record.Records;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Single conversations, and all that belongs to one. */
@ApplicationScoped
public class PastConversations {
    /** Somebody who holds no key, but knows the id of a conversation. */
    private static final Actor CALLER = new Actor("<caller>", "A caller", Role.VIEWER);

    @Inject
    Conversations conversations;

    @Inject
    Histories histories;

    @Inject
    Analyses analyses;

    @Inject
    LeftFiles files;

    @Inject
    Records records;

    @Inject
    Agents agents;

    @Inject
    InstantSource clock;

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    public JsonObject whole(String id, Query query) {
        if (query.oneOf("format", Set.of("json", "opentelemetry")).equals(Optional.of("opentelemetry"))) {
            throw new Refusal.NotImplemented("Conversations are shown as json only.");
        }
        return whole(id);
    }

    /**
     * The contract's GetConversationResponseModel.
     *
     * @throws Refusal.NotFound if there is none
     */
    @Transactional
    public JsonObject whole(String id) {
        return document(id).json(clock.instant());
    }

    /** A conversation with all that is known of it. */
    @Transactional
    public ConversationDocument document(String id) {
        Conversation conversation = conversations.find(id);
        return new ConversationDocument(
                conversation,
                conversations.turns(id),
                records.isHeard(conversation),
                files.any(id),
                histories.tags(List.of(id)).getOrDefault(id, List.of()),
                analyses.find(id),
                analyses.charging(id),
                records.publicUrl());
    }

    /** @param mostMessages more than these are left out */
    @Transactional
    public JsonObject brief(String id, int mostMessages) {
        Conversation conversation = conversations.find(id);
        return new BriefDocument(conversation, conversations.turns(id), analyses.find(id)).json(mostMessages);
    }

    /** No call of this server came by SIP, so nothing was said in it. */
    @Transactional
    public JsonObject sipMessages(String id, Query query) {
        conversations.find(id);
        query.number("page_size", 20, 1, 20);
        if (query.text("cursor").isPresent()) {
            throw Cursor.refusal();
        }
        return new Page<JsonValue>(List.of(), Optional.empty()).asJson("sip_messages", value -> value);
    }

    /**
     * The conversation that is meant: by its id. None here came from a messenger or a ticket, so no address of such is known.
     */
    @Transactional
    public JsonObject resolve(Query query) {
        String agentId = required(query, "agent_id");
        String reference = required(query, "reference");
        agents.find(agentId);
        if (PublicId.isPlausible(reference)
                && conversations.find(reference).agentId().equals(agentId)) {
            return document(reference).json(clock.instant());
        }
        throw new Refusal.NotFound(
                "conversation_not_found",
                "No conversation of this agent came from there: this server holds none over Slack or Zendesk.");
    }

    /** Sound, journal and files go first: what cannot be deleted now can be told so, and tried again. */
    @Transactional
    public void delete(String id, Actor by) {
        conversations.find(id);
        try {
            records.recordings().delete(id);
            files.deleteAll(id);
        } catch (IOException away) {
            throw new Refusal.Unavailable(
                    "recordings_unavailable",
                    "The place of the recordings does not answer; nothing of this conversation is surely deleted.");
        }
        conversations.delete(id, by);
    }

    /** @param by absent for a caller without a key */
    @Transactional
    public void judge(String id, JudgementSent sent, Optional<Actor> by) {
        conversations.judge(id, sent.score(), sent.rating(), sent.comment(), by.orElse(CALLER));
    }

    private static String required(Query query, String name) {
        return query.text(name)
                .orElseThrow(
                        () -> new Refusal.Invalid(new Problem(List.of("query", name), "Field required", "missing")));
    }
}
