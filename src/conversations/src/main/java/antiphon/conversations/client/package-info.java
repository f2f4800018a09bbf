/**
 * The WebSocket protocol spoken with browsers and SDKs: its door, its messages, and the line through which a call is heard
 * there.
 *
 * <p>Knows JSON and nothing of turns. Every socket has one writer; every message of the client becomes a
 * {@link antiphon.conversations.client.ClientMessage} or a clear error. Nobody comes here but the WebSocket container.
 */
@NullMarked
package antiphon.conversations.client;

import org.jspecify.annotations.NullMarked;
