/**
 * Servers that offer tools over the Model Context Protocol: their settings, who approved which of their tools, and the
 * sessions in which tools are listed and used.
 *
 * <p>The protocol itself is spoken by the official SDK; every request leaves through {@code antiphon.agents.outgoing}. When
 * a call asks its caller for approval is no business of this package.
 */
@NullMarked
package antiphon.agents.mcp;

import org.jspecify.annotations.NullMarked;
