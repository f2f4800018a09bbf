package antiphon.agents.config;

import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a server that offers tools over the Model Context Protocol, with the contract's defaults.
 *
 * @param url written out, or the name of a secret that holds it
 * @param secretTokenId of the secret that is sent as bearer token
 * @param authConnectionId of the auth connection that proves who this server is
 * @param requestMeta what is sent as {@code _meta} with each use of a tool, by name
 * @param approvals of tools that somebody looked at
 * @param overrides what is different for some tools, by the tool's name
 */
public record McpServerConfig(
        String name,
        String description,
        ApprovalPolicy approvalPolicy,
        List<ToolApproval> approvals,
        Transport transport,
        HeaderValue url,
        Optional<String> secretTokenId,
        Optional<String> authConnectionId,
        Map<String, HeaderValue> requestHeaders,
        Map<String, JsonValue> requestMeta,
        Duration responseTimeout,
        boolean disableCompression,
        ToolConduct conduct,
        Map<String, McpToolOverride> overrides) {

    /** Who is asked before a tool is used. */
    public enum ApprovalPolicy {
        AUTO_APPROVE_ALL,
        REQUIRE_APPROVAL_ALL,
        REQUIRE_APPROVAL_PER_TOOL
    }

    /** How the protocol travels. */
    public enum Transport {
        SSE,
        STREAMABLE_HTTP
    }

    /**
     * Somebody looked at a tool.
     *
     * @param hash of the definition that was looked at
     * @param automatic whether it may be used without asking
     */
    public record ToolApproval(String tool, String hash, boolean automatic) {}

    /** @param config in which the contract's validation found nothing wrong */
    public static McpServerConfig read(JsonObject config) {
        Section section = new Section(Contract.stated().complete("MCPServerConfig-Output", config));
        return new McpServerConfig(
                section.text("name"),
                section.text("description"),
                switch (section.text("approval_policy")) {
                    case "auto_approve_all" -> ApprovalPolicy.AUTO_APPROVE_ALL;
                    case "require_approval_per_tool" -> ApprovalPolicy.REQUIRE_APPROVAL_PER_TOOL;
                    default -> ApprovalPolicy.REQUIRE_APPROVAL_ALL;
                },
                section.sections(
                        "tool_approval_hashes",
                        each -> new ToolApproval(
                                each.text("tool_name"),
                                each.text("tool_hash"),
                                each.text("approval_policy").equals("auto_approved"))),
                section.text("transport").equals("STREAMABLE_HTTP") ? Transport.STREAMABLE_HTTP : Transport.SSE,
                HeaderValue.read(section.json().getOrDefault("url", JsonValue.NULL)),
                section.optionalSection("secret_token").flatMap(token -> token.optionalText("secret_id")),
                section.optionalSection("auth_connection")
                        .flatMap(connection -> connection.optionalText("auth_connection_id")),
                section.members("request_headers", (name, value) -> HeaderValue.read(value)),
                section.members("request_meta", (name, value) -> value),
                section.seconds("response_timeout_secs"),
                section.flag("disable_compression"),
                ToolConduct.read(section),
                McpToolOverride.byTool(section.sections(
                        "tool_config_overrides", override -> McpToolOverride.read(override, section))));
    }

    /** The contract's word for the policy. */
    public String approvalPolicyName() {
        return approvalPolicy.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** How an agent behaves around the use of one of the server's tools. */
    public ToolConduct conduct(String tool) {
        return Optional.ofNullable(overrides.get(tool))
                .map(McpToolOverride::conduct)
                .orElse(conduct);
    }

    /** How long one of the server's tools may take. */
    public Duration responseTimeout(String tool) {
        return Optional.ofNullable(overrides.get(tool))
                .flatMap(McpToolOverride::responseTimeout)
                .orElse(responseTimeout);
    }
}
