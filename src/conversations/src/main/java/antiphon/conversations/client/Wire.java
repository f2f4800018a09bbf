package antiphon.conversations.client;

import java.io.IOException;

/** A socket as its one writer sees it. */
public interface Wire {
    /** Blocks until the text is handed to the network. Never called by two threads at once. */
    void send(String text) throws IOException;

    /** Closes the socket, even while {@link #send} blocks. Any thread, any number of times. */
    void close(Closing closing);
}
