package antiphon.conversations.client;

import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.UserIsSaying;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.VoiceScored;
import antiphon.call.Line;
import antiphon.conversations.CallFacts;
import antiphon.conversations.CallerSide;
import antiphon.conversations.tools.McpNews;
import antiphon.language.ToolUse;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/** The caller's side of a call whose caller is a client on a socket: tells it the call's news in the contract's events. */
final class SocketCaller implements CallerSide {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Outbox outbox;
    private final InstantSource clock;
    private Set<ClientEvent> wanted = Set.of();
    private CallFacts facts;

    @SuppressWarnings("NullAway.Init") // connect() comes before everything else
    SocketCaller(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Line connect(CallFacts conversation) {
        facts = conversation;
        wanted = ClientEvent.wanted(conversation.clientEvents());
        outbox.send(ServerMessage.metadata(
                conversation.conversationId(),
                conversation.callerReceives().wireName(),
                conversation.callerSends().wireName()));
        return new SocketLine(outbox, wanted.contains(ClientEvent.AUDIO) && !conversation.textOnly(), clock);
    }

    @Override
    public void useTool(int turn, ToolUse use) {
        outbox.send(ServerMessage.clientToolCall(turn, use, arguments(use)));
    }

    /** Sent whether listed or not: an approval that nobody hears of would never come. */
    @Override
    public boolean hearMcp(McpNews news) {
        outbox.send(McpMessage.of(news));
        return true;
    }

    @Override
    public void hear(CallNews news) {
        switch (news) {
            case VoiceScored(int turn, double likelihood) ->
                send(ClientEvent.VAD_SCORE, () -> ServerMessage.vadScore(likelihood));
            case UserIsSaying(int turn, String words) ->
                send(ClientEvent.TENTATIVE_USER_TRANSCRIPT, () -> ServerMessage.tentativeUserTranscript(turn, words));
            case UserSaid said -> userSaid(said);
            case AgentBegan(int turn) -> part(turn, "start", "");
            case AgentTextGrew(int turn, String piece) -> part(turn, "delta", piece);
            case AgentResponded(int turn, String text) -> {
                part(turn, "stop", "");
                send(ClientEvent.AGENT_RESPONSE, () -> ServerMessage.agentResponse(turn, text));
            }
            case AgentInterrupted(int turn) -> send(ClientEvent.INTERRUPTION, () -> ServerMessage.interruption(turn));
            case AgentSaid said -> correct(said);
            case ToolWanted(int turn, ToolUse use) ->
                send(
                        ClientEvent.AGENT_TOOL_REQUEST,
                        () -> ServerMessage.toolRequest(turn, use, facts.toolType(use.tool())));
            case ToolAnswered answered -> toolAnswered(answered);
            // Told to operators; the caller hears what the call makes of it.
            case CallNews.PlanChanged changed -> {}
            case CallNews.TransferWanted wanted -> {}
            case CallNews.TakenOver taken -> {}
            case CallNews.HandedBack back -> {}
            case CallNews.ProviderFailed failed -> {}
            case CallNews.TurnMeasured measured -> {}
            case CallNews.CallEnded ended -> {}
        }
    }

    /** Clients show what was typed when it is typed; told again it would stand there twice. */
    private void userSaid(UserSaid said) {
        if (!said.typed()) {
            send(ClientEvent.USER_TRANSCRIPT, () -> ServerMessage.userTranscript(said.turn(), said.words()));
        }
    }

    private void correct(AgentSaid said) {
        if (said.cutOff() && !said.heard().equals(said.text())) {
            send(
                    ClientEvent.AGENT_RESPONSE_CORRECTION,
                    () -> ServerMessage.agentResponseCorrection(said.turn(), said.text(), said.heard()));
        }
    }

    private void toolAnswered(ToolAnswered answered) {
        String type = facts.toolType(answered.use().tool());
        send(
                ClientEvent.AGENT_TOOL_RESPONSE,
                () -> ServerMessage.toolResponse(answered.turn(), answered.use(), type, answered.answer()));
        send(
                ClientEvent.AGENT_TOOL_RESPONSE_FULL_PAYLOAD,
                () -> ServerMessage.toolResponseFull(answered.turn(), answered.use(), type, answered.answer()));
    }

    private void part(int turn, String type, String text) {
        if (facts.textOnly()) {
            send(ClientEvent.AGENT_CHAT_RESPONSE_PART, () -> ServerMessage.chatPart(turn, type, text));
        }
    }

    private void send(ClientEvent event, Supplier<JsonObject> message) {
        if (wanted.contains(event)) {
            outbox.send(message.get());
        }
    }

    private static JsonObject arguments(ToolUse use) {
        try (JsonReader reader = JSON.createReader(new StringReader(use.argumentsJson()))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException none) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
