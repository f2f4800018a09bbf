package antiphon.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Holds many calls at once, each of which speaks the same file over and over in real time, and prints how long callers
 * waited for the first sound of an answer.
 *
 * <p>Options: as of {@link Talk}, and {@code --calls} at once, by default 10; {@code --for}, an ISO 8601 duration, by
 * default {@code PT1M}; {@code --pid} of the server, for its memory (Linux only).
 */
public final class Load {
    private static final Set<String> OPTIONS = Set.of("url", "key", "key-file", "agent", "wav", "calls", "for", "pid");

    private Load() {}

    public static void main(String[] arguments) {
        try {
            run(new TalkOptions(OPTIONS, arguments), System.out);
        } catch (IOException | IllegalArgumentException | InterruptedException | ExecutionException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(TalkOptions options, PrintStream console)
            throws IOException, InterruptedException, ExecutionException {
        int calls = options.number("calls", 10);
        Duration length = options.duration("for", Duration.ofMinutes(1));
        TalkServer server = options.server();
        TalkSound question = options.wav();
        TalkServer.Agent agent = server.agent(options.text("agent"));
        Optional<String> pid = options.text("pid");
        long atRestKib = pid.isPresent() ? residentKib(pid.get()) : 0;
        long untilNanos = System.nanoTime() + length.toNanos();
        LoadReport report = new LoadReport();
        long mostKib = atRestKib;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                running.add(threads.submit(() -> call(server, agent, question, untilNanos, report)));
            }
            while (running.stream().anyMatch(call -> !call.isDone())) {
                mostKib = Math.max(mostKib, pid.isPresent() ? residentKib(pid.get()) : 0);
                report.await(Duration.ofMillis(500));
            }
            for (Future<?> call : running) {
                call.get();
            }
        }
        report.print(console);
        if (pid.isPresent()) {
            long perCall = report.held() == 0 ? 0 : (mostKib - atRestKib) / 1024 / report.held();
            console.printf(
                    "memory        %d MiB at rest, %d MiB at most, %d MiB for each call%n",
                    atRestKib / 1024, mostKib / 1024, perCall);
        }
    }

    private static void call(
            TalkServer server, TalkServer.Agent agent, TalkSound question, long untilNanos, LoadReport report) {
        try (TalkCall call = new TalkCall(server, agent)) {
            report.began();
            call.hearGreeting();
            while (System.nanoTime() < untilNanos) {
                report.heard(call.ask(question));
            }
        } catch (TalkSocket.Closed refused) {
            report.refused(String.valueOf(refused.getMessage()));
        } catch (IOException | RuntimeException failed) {
            report.refused(String.valueOf(failed));
        }
    }

    /** What the process holds in memory. */
    private static long residentKib(String pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", pid, "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        }
    }
}
