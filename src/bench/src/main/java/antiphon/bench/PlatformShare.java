package antiphon.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The house's own share of a turn: from the caller's last audible sample to the first sound of the answer, less the silence
 * that ends a turn and less what {@linkplain StubEngines the engines} are known to take. Also how soon a barge-in stops the
 * agent, and what a call costs in heap and processor. Every call is real time, each microphone open all the while.
 *
 * <p>Options: {@code --url}, {@code --key} or {@code --key-file}, {@code --wav} as of {@link Talk}; {@code --port}, where
 * the stubs listen, by default 9300; {@code --calls}, such as {@code 1,10,100}: one after the other; {@code --for} each, ISO 8601, by default
 * {@code PT30S}; {@code --pid} of the server.
 */
public final class PlatformShare {
    private static final Set<String> OPTIONS = Set.of("url", "key", "key-file", "wav", "port", "calls", "for", "pid");

    /** The silence that ends a turn at normal eagerness, and the speech that interrupts. */
    private static final Duration SILENCE_WINDOW = Duration.ofMillis(480);

    /** Thinking and speaking of the stubs; their hearing falls into the silence. */
    private static final Duration ENGINE_TIME = Duration.ofMillis(200);

    private static final Duration LEAST_SPEECH = Duration.ofMillis(300);
    /** The callers and the stubs need their processor themselves until they are compiled. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private final TalkServer server;
    private final TalkServer.Agent agent;
    private final ShareSpeech speech;
    private final Duration length;
    private final ServerProcess process;

    private PlatformShare(TalkOptions options, TalkServer server, TalkServer.Agent agent) throws IOException {
        this.server = server;
        this.agent = agent;
        this.speech = new ShareSpeech(options.wav());
        this.length = options.duration("for", Duration.ofSeconds(30));
        this.process = new ServerProcess(options.text("pid"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        TalkOptions options = new TalkOptions(OPTIONS, arguments);
        TalkServer server = options.server();
        int port = options.number("port", 9300);
        Process engines = StubEngines.start(port);
        TalkServer.Agent agent = server.create(agent("http://localhost:" + port));
        try {
            PlatformShare share = new PlatformShare(options, server, agent);
            System.out.println(ShareReport.HEADINGS);
            for (String calls : options.text("calls").orElse("1,10").split(",")) {
                System.out.println(share.measure(Integer.parseInt(calls.strip())));
            }
        } finally {
            server.delete(agent);
            engines.destroy();
        }
        System.exit(0);
    }

    private String measure(int calls) throws InterruptedException, IOException {
        ShareReport report = new ShareReport(SILENCE_WINDOW.plus(ENGINE_TIME), LEAST_SPEECH);
        long heapAtRest = process.liveHeapBytes();
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(calls)
                .setMaxMessageSize(1 << 22)
                .setMaxFrameSize(1 << 22));
        List<ShareCaller> callers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            callers.add(call(client, report, i));
        }
        CountDownLatch over = new CountDownLatch(1);
        vertx.runOnContext(begun -> vertx.setPeriodic(1, tick -> callers.forEach(ShareCaller::tick)));
        pass(over, WARM_UP);
        report.begin();
        double cpuBefore = process.cpuSeconds();
        pass(over, length);
        report.end();
        double cpu = (process.cpuSeconds() - cpuBefore) / length.toSeconds();
        long heap = (process.liveHeapBytes() - heapAtRest) / calls;
        callers.forEach(ShareCaller::hangUp);
        pass(over, Duration.ofSeconds(2));
        vertx.close();
        return report.line(calls, cpu, heap);
    }

    private ShareCaller call(WebSocketClient client, ShareReport report, int number) throws IOException {
        ShareCaller caller = new ShareCaller(speech, report, number);
        URI signed = server.signedUrl(agent);
        client.connect(new WebSocketConnectOptions().setAbsoluteURI(signed.toString()))
                .onSuccess(caller::connected)
                .onFailure(refused -> report.lost(String.valueOf(refused.getMessage())));
        return caller;
    }

    private static void pass(CountDownLatch never, Duration time) throws InterruptedException {
        var unused = never.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static JsonObject agent(String engines) {
        JsonObject prompt = Json.createObjectBuilder()
                .add("prompt", "You answer questions about a shop's opening hours.")
                .add("llm", "custom-llm")
                .add(
                        "custom_llm",
                        Json.createObjectBuilder().add("url", engines + "/v1").add("model_id", "stub"))
                .build();
        return Json.createObjectBuilder()
                .add("name", "Platform share")
                .add(
                        "conversation_config",
                        Json.createObjectBuilder()
                                .add(
                                        "agent",
                                        Json.createObjectBuilder()
                                                .add("first_message", "")
                                                .add("prompt", prompt))
                                .add("turn", Json.createObjectBuilder().add("turn_timeout", -1))
                                .add("conversation", Json.createObjectBuilder().add("max_duration_seconds", 3600)))
                .build();
    }
}
