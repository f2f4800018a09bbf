package antiphon.speech.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A WebSocket server of one vendor, on this machine. */
public abstract class SocketPeer extends WebSocketServer implements AutoCloseable {
    private final CountDownLatch started = new CountDownLatch(1);
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> opened = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final String keyHeader;
    private final String key;

    protected SocketPeer(String keyHeader, String key) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        this.keyHeader = keyHeader;
        this.key = key;
        setDaemon(true);
        setReuseAddr(true);
    }

    protected <P extends SocketPeer> P started(P self) {
        start();
        Patience.await(started);
        return self;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + getPort();
    }

    /** What was asked for, path and query, of the next connection. */
    public String request() {
        return Patience.next(opened);
    }

    /** The query of a request, decoded, sorted. */
    public static List<String> query(String request) {
        return Arrays.stream(request.substring(request.indexOf('?') + 1).split("&", -1))
                .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    /** The code with which the next connection was closed. */
    public int closed() {
        return Patience.next(closed);
    }

    /** What the client did that this vendor does not take. */
    public List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    protected void complain(WebSocket about, String complaint) {
        complaints.add(complaint);
        about.close(1008, "DATA-0000");
    }

    @Override
    public void onOpen(WebSocket client, ClientHandshake handshake) {
        if (!handshake.getFieldValue(keyHeader).equals(key)) {
            complain(client, "wrong key");
        }
        opened.add(handshake.getResourceDescriptor());
    }

    @Override
    public void onClose(WebSocket client, int code, String reason, boolean remote) {
        closed.add(code);
    }

    @Override
    public void onMessage(WebSocket client, ByteBuffer message) {
        complain(client, "a binary message");
    }

    @Override
    public void onError(WebSocket client, Exception failure) {
        complaints.add(String.valueOf(failure));
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    /** Drops every connection without a word. */
    public void hangUp() {
        for (WebSocket client : getConnections()) {
            try {
                // Closing alone lets go of the socket only at the selector's next turn, whenever that is.
                ((SocketChannel) ((WebSocketImpl) client).getChannel()).shutdownOutput();
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
            client.closeConnection(1006, "dropped");
        }
    }

    @Override
    public void close() {
        try {
            stop(1000);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
