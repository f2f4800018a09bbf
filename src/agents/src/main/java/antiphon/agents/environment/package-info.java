/**
 * Values that differ from one environment to another, such as the address of a server or the key to it: what agents,
 * tools and MCP servers name by a label is looked up for the environment in which a conversation is held.
 */
@NullMarked
package antiphon.agents.environment;

import org.jspecify.annotations.NullMarked;
