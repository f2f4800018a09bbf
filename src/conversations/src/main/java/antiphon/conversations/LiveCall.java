package antiphon.conversations;

import antiphon.agents.config.ConversationConfig;
import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallNews.VoiceScored;
import antiphon.conversations.record.ConversationStart;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A call as it looks to those who are not on its line: how it stands, and its news from a little while ago on. The call's
 * thread tells it the news and waits for nobody; everybody else comes from any thread.
 */
public final class LiveCall {
    /** So much of what has happened is told to somebody who begins to follow. */
    static final int REMEMBERED = 100;

    private final ConversationStart start;
    private final CallFacts facts;
    private final ConversationConfig conversation;
    private final CallProgress progress;
    private final Deque<CallNews> recent = new ArrayDeque<>();
    private final List<Consumer<CallNews>> followers = new ArrayList<>();

    LiveCall(ConversationStart start, CallFacts facts, ConversationConfig conversation) {
        this.start = start;
        this.facts = facts;
        this.conversation = conversation;
        this.progress = new CallProgress(start.llm());
    }

    synchronized void hear(CallNews news) {
        progress.hear(news);
        if (!(news instanceof VoiceScored || news instanceof AgentTextGrew)) {
            recent.add(news);
            if (recent.size() > REMEMBERED) {
                recent.remove();
            }
        }
        followers.forEach(follower -> follower.accept(news));
    }

    /**
     * Tells somebody the last news at once, and all further ones as they come.
     *
     * @param follower must not block
     * @return ends it
     */
    public synchronized Runnable follow(Consumer<CallNews> follower) {
        recent.forEach(follower);
        followers.add(follower);
        return () -> leave(follower);
    }

    private synchronized void leave(Consumer<CallNews> follower) {
        followers.remove(follower);
    }

    public synchronized int followers() {
        return followers.size();
    }

    /** How the call stands at this moment. */
    public synchronized CallProgress.State state() {
        return progress.state();
    }

    public String agentId() {
        return start.agent().id();
    }

    public String agentName() {
        return start.agent().name();
    }

    public Instant startedAt() {
        return start.startedAt();
    }

    public String source() {
        return start.source();
    }

    public String language() {
        return start.language();
    }

    public CallFacts facts() {
        return facts;
    }

    public boolean mayBeMonitored() {
        return conversation.monitoringEnabled();
    }

    /** The contract's names of the events that a monitor is told; empty means the usual ones. */
    public List<String> monitoringEvents() {
        return conversation.monitoringEvents();
    }
}
