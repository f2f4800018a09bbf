package antiphon.language.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A provider on this machine that speaks HTTP/1.1 with server-sent events, by script: one script a request. */
public final class Peer implements AutoCloseable {
    private final ServerSocket door;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public Peer() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    /** What came in. Names of headers are in lower case. */
    public record Request(String line, Map<String, String> headers, String body) {}

    /** What to do with one connection. */
    public interface Script {
        void play(Wire wire) throws IOException;
    }

    public Peer then(Script script) {
        scripts.add(script);
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            requests.add(read(in));
            scripts.take().play(new Wire(in, socket));
        } catch (IOException e) {
            // The other side went away, which scripts provoke.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String first = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(first, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The open connection. */
    public static final class Wire {
        private final InputStream in;
        private final OutputStream out;
        private final Socket socket;

        Wire(InputStream in, Socket socket) throws IOException {
            this.in = in;
            this.out = socket.getOutputStream();
            this.socket = socket;
        }

        public void refuse(int status, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            write("HTTP/1.1 " + status + " No\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                    + "\r\nConnection: close\r\n\r\n" + json);
        }

        public Wire open() throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: close\r\n\r\n");
            return this;
        }

        public Wire data(String data) throws IOException {
            return chunk("data: " + data + "\n\n");
        }

        public Wire event(String name, String data) throws IOException {
            return chunk("event: " + name + "\ndata: " + data + "\n\n");
        }

        private Wire chunk(String text) throws IOException {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            write(Integer.toHexString(length) + "\r\n" + text + "\r\n");
            return this;
        }

        public void end() throws IOException {
            write("0\r\n\r\n");
        }

        /** As when a cable is pulled: no last chunk. */
        public void cut() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing more and waits for the other side to leave. */
        public void waitForGoodbye(CompletableFuture<Void> gone) {
            try {
                while (in.read() >= 0) {
                    // Nothing is expected but the end.
                }
            } catch (IOException e) {
                // That is an end too.
            }
            gone.complete(null);
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
