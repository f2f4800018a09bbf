/**
 * What the things that owners write have in common, whatever they are: a column that keeps JSON as it was sent, who made
 * a thing and what a viewer may do with it, and who uses it.
 *
 * <p>Agents, tools, MCP servers and secrets come here; nothing here knows what any of them means.
 */
@NullMarked
package antiphon.agents.documents;

import org.jspecify.annotations.NullMarked;
