package antiphon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server on this machine uses, by its process id (Linux); zeros when nobody told it. */
final class ServerProcess {
    private static final Pattern INSTANCES_BYTES = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final double TICKS_PER_SECOND = 100;

    private final Optional<String> pid;

    ServerProcess(Optional<String> pid) {
        this.pid = pid;
    }

    /** Processor time of all its threads since it began. */
    double cpuSeconds() throws IOException {
        if (pid.isEmpty()) {
            return 0;
        }
        String stat = Files.readString(Path.of("/proc", pid.get(), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** What is reachable in its heap: counting stops the server for a moment. */
    long liveHeapBytes() throws IOException {
        if (pid.isEmpty()) {
            return 0;
        }
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process counting = new ProcessBuilder(jcmd, pid.get(), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String classes = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = INSTANCES_BYTES.matcher(classes);
        return total.find() ? Long.parseLong(total.group(1)) : 0;
    }
}
