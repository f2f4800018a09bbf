/**
 * What the tests of several rooms need: a real database with the real schema, and a real MCP server.
 *
 * <p>A test dependency only. Knows no room, so that every room may come.
 */
@NullMarked
package antiphon.testing;

import org.jspecify.annotations.NullMarked;
