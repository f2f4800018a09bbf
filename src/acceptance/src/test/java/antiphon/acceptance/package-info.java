/**
 * Tests of the running EAR, as its callers see it: over HTTP and WebSocket, and here and there from inside the server.
 *
 * <p>The server {@code acceptance} deploys the EAR itself, once; what Arquillian deploys are small WARs of tests beside
 * it. Its address is the system property {@code antiphon.base.url}, also for tests that run as a client.
 */
@NullMarked
package antiphon.acceptance;

import org.jspecify.annotations.NullMarked;
