package antiphon.agents.mcp;

import jakarta.json.JsonArray;

/**
 * What came of the use of a tool.
 *
 * @param text for a language model to read
 * @param content the parts of the answer in the protocol's shape, each an object
 * @param error whether the tool says that it failed
 */
public record McpResult(String text, JsonArray content, boolean error) {}
