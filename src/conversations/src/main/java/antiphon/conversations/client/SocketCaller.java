package antiphon.conversations.client;

import antiphon.api.Json;
import antiphon.audio.WireFormat;
import antiphon.call.CallNews;
import antiphon.call.Line;
import antiphon.conversations.CallFacts;
import antiphon.conversations.CallerSide;
import antiphon.conversations.tools.McpNews;
import antiphon.language.ToolUse;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The caller's side of a call whose caller is a client on a socket: tells it the call's news in the contract's events. */
final class SocketCaller implements CallerSide {

    private final Outbox outbox;
    private final InstantSource clock;
    private final Map<Integer, Instant> firstSoundSent = new ConcurrentHashMap<>();
    private ServerMessages messages;
    private Optional<CallFacts> facts = Optional.empty();

    @SuppressWarnings("NullAway.Init") // connect() comes before everything else
    SocketCaller(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
        outbox.whenSoundSent(turn -> firstSoundSent.put(turn, clock.instant()));
    }

    @Override
    public Line connect(CallFacts facts) {
        this.facts = Optional.of(facts);
        WireFormat.Encoder encoder = facts.callerReceives().encoder();
        outbox.encode(frames -> SoundPiece.encode(frames, encoder));
        Set<ClientEvent> wanted = ClientEvent.wanted(facts.clientEvents());
        messages = ServerMessages.toCaller(facts, wanted, outbox::send);
        outbox.send(ServerMessage.metadata(
                facts.conversationId(),
                facts.callerReceives().wireName(),
                facts.callerSends().wireName()));
        if (wanted.contains(ClientEvent.ASR_INITIATION_METADATA) && !facts.textOnly()) {
            outbox.send(ServerMessage.asrInitiationMetadata());
        }
        return new SocketLine(outbox, wanted.contains(ClientEvent.AUDIO) && !facts.textOnly(), clock);
    }

    /** How the caller's sound is to be read, once the call is planned. */
    Optional<WireFormat> callerSends() {
        return facts.map(CallFacts::callerSends);
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
    public Optional<Instant> firstSoundSent(int turn) {
        return Optional.ofNullable(firstSoundSent.remove(turn));
    }

    @Override
    public void hear(CallNews news) {
        messages.tell(news);
    }

    private static JsonObject arguments(ToolUse use) {
        try (JsonReader reader = Json.createReader(new StringReader(use.argumentsJson()))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException none) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
