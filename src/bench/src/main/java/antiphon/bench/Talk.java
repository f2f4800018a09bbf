package antiphon.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Speaks a sound file into a running server and prints what was heard, what was answered and how long each stage took;
 * the answer's sound is written to a file.
 *
 * <p>Options: {@code --wav} the file; {@code --url} of the server, {@code --key-file} or {@code --key}; {@code --agent},
 * by default the first; {@code --out} for the answer's sound, by default {@code answer.wav}.
 */
public final class Talk {
    private static final Set<String> OPTIONS = Set.of("url", "key", "key-file", "agent", "wav", "out");

    private Talk() {}

    public static void main(String[] arguments) {
        try {
            talk(new TalkOptions(OPTIONS, arguments), System.out);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void talk(TalkOptions options, PrintStream console) throws IOException {
        TalkServer server = options.server();
        TalkSound question = options.wav();
        TalkServer.Agent agent = server.agent(options.text("agent"));
        console.printf("agent         %s  %s%n", agent.id(), agent.name());
        try (TalkCall call = new TalkCall(server, agent)) {
            console.printf("conversation  %s%n", call.conversationId());
            console.printf("greeting      %s%n", call.hearGreeting().answer());
            console.printf(
                    "speaking      %s of %s%n",
                    seconds(question.length()), options.file("wav").orElseThrow());
            TalkCall.Turn turn = call.ask(question);
            console.printf("heard         %s%n", turn.heard().isEmpty() ? "(nothing)" : turn.heard());
            console.printf("answer        %s%n", turn.answer().isEmpty() ? "(nothing)" : turn.answer());
            console.printf("%nfrom the end of speech to%n");
            console.printf("  transcript  %s%n", millis(turn.toTranscript()));
            console.printf("  answer      %s%n", millis(turn.toAnswer()));
            console.printf("  first sound %s%n%n", millis(turn.toSound()));
            Path out = options.file("out").orElse(Path.of("answer.wav"));
            turn.sound().write(out);
            console.printf("%s of sound in %s%n", seconds(turn.sound().length()), out.toAbsolutePath());
        }
    }

    private static String seconds(Duration length) {
        return "%.1f s".formatted(length.toMillis() / 1000.0);
    }

    private static String millis(Optional<Duration> time) {
        return time.map(taken -> "%5d ms".formatted(taken.toMillis())).orElse("    – (it did not come)");
    }
}
