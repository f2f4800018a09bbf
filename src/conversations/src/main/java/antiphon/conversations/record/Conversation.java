package antiphon.conversations.record;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.call.CallEnd;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of a call.
 *
 * <p>Its life: {@code initiated} while the caller is being reached, {@code in-progress} while the call lives,
 * {@code processing} while it is analysed, then {@code done}; {@code failed} when the call broke.
 */
@Entity
@Table(name = "conversation")
public class Conversation {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "agent_name")
    private String agentName;

    @Column(name = "version_id")
    private @Nullable String versionId;

    @Column(name = "branch_id")
    private @Nullable String branchId;

    @Column(name = "status")
    private String status;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "accepted_at")
    private @Nullable Instant acceptedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "termination_reason")
    private String terminationReason;

    @Column(name = "error_code")
    private @Nullable Integer errorCode;

    @Column(name = "authorization_method")
    private String authorizationMethod;

    @Column(name = "source")
    private String source;

    @Column(name = "source_version")
    private @Nullable String sourceVersion;

    @Column(name = "language")
    private String language;

    @Column(name = "text_only")
    private boolean textOnly;

    @Column(name = "voice_recorded")
    private boolean voiceRecorded;

    @Column(name = "user_id")
    private @Nullable String userId;

    @Column(name = "environment")
    private String environment;

    @Column(name = "client_data")
    private String clientData;

    @Column(name = "server_name")
    private String serverName;

    @Column(name = "server_run")
    private String serverRun;

    @Column(name = "message_count")
    private int messageCount;

    @Column(name = "likes")
    private int likes;

    @Column(name = "dislikes")
    private int dislikes;

    @Column(name = "feedback_score")
    private @Nullable String feedbackScore;

    @Column(name = "feedback_rating")
    private @Nullable Integer feedbackRating;

    @Column(name = "feedback_comment")
    private @Nullable String feedbackComment;

    @Column(name = "features")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject features;

    @Embedded
    private Keeping keeping;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Conversation() {}

    /** A conversation whose call begins now. */
    Conversation(ConversationStart start, Retention retention, ServerIdentity server) {
        id = start.id();
        agentId = start.agent().id();
        agentName = start.agent().name();
        versionId = start.agent().versionId().orElse(null);
        branchId = start.agent().branchId().orElse(null);
        status = Status.IN_PROGRESS.wireName();
        startedAt = start.startedAt();
        acceptedAt = start.startedAt();
        terminationReason = "";
        authorizationMethod = start.authorizationMethod();
        source = start.source();
        sourceVersion = start.sourceVersion().orElse(null);
        language = start.language();
        textOnly = start.textOnly();
        voiceRecorded = start.voiceRecorded();
        userId = start.userId().orElse(null);
        environment = start.environment();
        clientData = start.clientData().toString();
        features = start.features();
        serverName = server.name();
        serverRun = server.run();
        keeping = new Keeping(retention, voiceRecorded);
    }

    void reaches(int messages) {
        messageCount = Math.max(messageCount, messages);
    }

    /** The call is over. A later end changes nothing. */
    void end(CallEnd end, Instant at) {
        if (endedAt != null) {
            return;
        }
        endedAt = at;
        terminationReason = end.reason();
        status = (end.failed() ? Status.FAILED : Status.PROCESSING).wireName();
        errorCode = end.failed() ? errorCode(end.cause()) : null;
    }

    /** All that is done after the call is done. What failed stays failed. */
    void isAnalysed() {
        if (status() == Status.PROCESSING) {
            status = Status.DONE.wireName();
        }
    }

    private static int errorCode(CallEnd.Cause cause) {
        return cause == CallEnd.Cause.SERVER_STOPPED ? 1011 : 1002;
    }

    /** @param score {@code like} or {@code dislike}; null takes it back */
    void judge(@Nullable String score, @Nullable Integer rating, @Nullable String comment) {
        feedbackScore = score;
        feedbackRating = rating;
        feedbackComment = wordsGone() || comment == null
                ? null
                : Features.redaction(features, language).of(comment);
    }

    /** Who called, what he brought along and what he wrote afterwards is known no more. */
    void forgetWords(Instant now) {
        userId = null;
        clientData = "{}";
        feedbackComment = null;
        keeping.wordsWent(now);
    }

    Keeping keeping() {
        return keeping;
    }

    /** The server that held the call. */
    String serverName() {
        return serverName;
    }

    /** Whether all that was said in it was deleted. */
    public boolean wordsGone() {
        return keeping.wordsGone();
    }

    /** Whether its sound was deleted. */
    public boolean soundGone() {
        return keeping.soundGone();
    }

    void countJudgements(int liked, int disliked) {
        likes = liked;
        dislikes = disliked;
    }

    /** What {@link #judge} changes, in one text. */
    String judgement() {
        return feedbackScore + " " + feedbackRating + " " + feedbackComment;
    }

    public String id() {
        return id;
    }

    public String agentId() {
        return agentId;
    }

    public String agentName() {
        return agentName;
    }

    public Optional<String> versionId() {
        return Optional.ofNullable(versionId);
    }

    public Optional<String> branchId() {
        return Optional.ofNullable(branchId);
    }

    public Status status() {
        return Status.of(status);
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> acceptedAt() {
        return Optional.ofNullable(acceptedAt);
    }

    /** From the start to the end, or to this moment while the call lives. */
    public Duration duration(Instant now) {
        return Duration.between(startedAt, endedAt == null ? now : endedAt);
    }

    public String terminationReason() {
        return terminationReason;
    }

    /** The close code of a call that failed. */
    public Optional<Integer> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    public String authorizationMethod() {
        return authorizationMethod;
    }

    public String source() {
        return source;
    }

    public Optional<String> sourceVersion() {
        return Optional.ofNullable(sourceVersion);
    }

    public String language() {
        return language;
    }

    public boolean textOnly() {
        return textOnly;
    }

    public boolean voiceRecorded() {
        return voiceRecorded;
    }

    public Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    public String environment() {
        return environment;
    }

    /** As {@link Features} read them when the conversation began. */
    public JsonObject features() {
        return features;
    }

    /** Whether the call is over. */
    public boolean ended() {
        return endedAt != null;
    }

    /** The client's opening message, a JSON object. */
    public String clientDataJson() {
        return clientData;
    }

    public int messageCount() {
        return messageCount;
    }

    public int likes() {
        return likes;
    }

    public int dislikes() {
        return dislikes;
    }

    /** {@code like} or {@code dislike}. */
    public Optional<String> feedbackScore() {
        return Optional.ofNullable(feedbackScore);
    }

    /** 1 to 5. */
    public Optional<Integer> feedbackRating() {
        return Optional.ofNullable(feedbackRating);
    }

    public Optional<String> feedbackComment() {
        return Optional.ofNullable(feedbackComment);
    }

    /** In the contract's words. */
    public enum Status {
        INITIATED,
        IN_PROGRESS,
        PROCESSING,
        DONE,
        FAILED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Status of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
