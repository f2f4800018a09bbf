/**
 * What the tests of several rooms need: a real database with the real schema, the beans and the doors of a room put
 * together as the server would, and a real MCP server.
 *
 * <p>A test dependency only. Knows no room but the manners of the API, so that every room may come.
 */
@NullMarked
package antiphon.testing;

import org.jspecify.annotations.NullMarked;
