package antiphon.conversations.monitor;

import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews;
import antiphon.call.CallNews.CallEnded;
import antiphon.conversations.LiveCall;
import antiphon.conversations.OpenCall;
import antiphon.conversations.client.ClientEvent;
import antiphon.conversations.client.Closing;
import antiphon.conversations.client.ServerMessage;
import antiphon.conversations.client.ServerMessages;
import antiphon.conversations.client.Wire;
import antiphon.conversations.monitor.Backlog.Item;
import antiphon.conversations.monitor.MonitorCommand.ContextualUpdate;
import antiphon.conversations.monitor.MonitorCommand.DisableHumanTakeover;
import antiphon.conversations.monitor.MonitorCommand.EnableHumanTakeover;
import antiphon.conversations.monitor.MonitorCommand.EndCall;
import antiphon.conversations.monitor.MonitorCommand.SendHumanMessage;
import antiphon.conversations.monitor.MonitorCommand.TransferToNumber;
import antiphon.conversations.monitor.MonitorCommands.Unusable;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One supervisor on a monitoring socket. Follows a call until either ends; what he does not read in time is left out, and
 * he is told how much. Who took the agent's place and leaves gives it back.
 */
final class Supervisor {
    private static final Set<ClientEvent> UNLESS_LISTED = EnumSet.of(
            ClientEvent.USER_TRANSCRIPT,
            ClientEvent.TENTATIVE_USER_TRANSCRIPT,
            ClientEvent.AGENT_RESPONSE,
            ClientEvent.AGENT_RESPONSE_CORRECTION,
            ClientEvent.INTERRUPTION,
            ClientEvent.AGENT_TOOL_REQUEST,
            ClientEvent.AGENT_TOOL_RESPONSE,
            ClientEvent.AGENT_TOOL_RESPONSE_FULL_PAYLOAD);

    private static final CallEnd ENDED = new CallEnd(Cause.AGENT_HUNG_UP, "A supervisor ended the call.");

    private static final Closing OVER = new Closing(Closing.NORMAL, "", "The conversation is over.");

    private final OpenCall call;
    private final boolean mayStepIn;
    private final Wire wire;
    private final Backlog backlog = new Backlog();
    private final ServerMessages messages;
    private final Runnable leave;
    private volatile boolean tookOver;

    /**
     * @param mayStepIn whether commands are obeyed
     * @param later runs something when a supervisor who reads has long been told of the end
     */
    Supervisor(OpenCall call, boolean mayStepIn, Wire wire, Consumer<Runnable> later) {
        this.call = call;
        this.mayStepIn = mayStepIn;
        this.wire = wire;
        LiveCall live = call.live();
        this.messages = ServerMessages.toOnlooker(live.facts(), wanted(live.monitoringEvents()), this::send);
        this.leave = live.follow(news -> {
            backlog.add(news);
            if (news instanceof CallEnded) {
                later.accept(() -> wire.close(OVER));
            }
        });
    }

    /** Text only: neither sound nor what accompanies each frame of it. */
    private static Set<ClientEvent> wanted(List<String> events) {
        Set<ClientEvent> wanted =
                EnumSet.copyOf(events.isEmpty() ? UNLESS_LISTED : ClientEvent.wanted(List.copyOf(events)));
        wanted.remove(ClientEvent.AUDIO);
        wanted.remove(ClientEvent.VAD_SCORE);
        return wanted;
    }

    /** Tells what happens until the call or the socket ends. The supervisor's own thread. */
    void run() {
        Closing end = Closing.unexpected("The connection was lost.");
        try {
            for (Item item = backlog.next(); item != null; item = backlog.next()) {
                tell(item);
                if (item instanceof Item.News(CallEnded ended)) {
                    end = OVER;
                    break;
                }
            }
        } catch (Gone gone) {
            // Nobody is left who could be told.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            left();
            wire.close(end);
        }
    }

    private void tell(Item item) {
        switch (item) {
            case Item.News(CallNews news) -> messages.tell(news);
            case Item.Complaint(String message) -> send(ServerMessage.complaint("invalid_message", message));
            case Item.Missed(int count) ->
                send(ServerMessage.complaint("unknown", count + " events were left out: they were not read in time."));
        }
    }

    /** A text frame of the supervisor. */
    void received(String text) {
        try {
            obey(MonitorCommands.read(text));
        } catch (Unusable unusable) {
            backlog.complain(unusable.message());
        }
    }

    private void obey(MonitorCommand command) throws Unusable {
        if (!mayStepIn) {
            throw new Unusable("This API key may watch calls; stepping in needs the role operator.");
        }
        switch (command) {
            case ContextualUpdate(String text) -> call.note("", text);
            case EndCall() -> call.end(ENDED);
            case TransferToNumber transfer ->
                throw new Unusable("This caller is not on a telephone line and cannot be connected to a number.");
            case EnableHumanTakeover() -> {
                tookOver = true;
                call.takeOver();
            }
            case SendHumanMessage(String text) -> say(text);
            case DisableHumanTakeover() -> {
                tookOver = false;
                call.handBack();
            }
        }
    }

    private void say(String text) throws Unusable {
        if (!call.isTakenOver()) {
            throw new Unusable("The agent speaks for itself: send enable_human_takeover first.");
        }
        call.say(text);
    }

    /** The supervisor has gone. Any thread, any number of times. */
    void left() {
        leave.run();
        backlog.end();
        if (tookOver) {
            tookOver = false;
            call.handBack();
        }
    }

    private void send(JsonObject message) {
        try {
            wire.send(message.toString());
        } catch (IOException | IllegalStateException lost) {
            throw new Gone();
        }
    }

    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone() {
            super("nobody is there", null, false, false);
        }
    }
}
