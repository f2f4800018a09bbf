package antiphon.agents.config;

import java.util.List;
import java.util.Optional;

/**
 * Section {@code platform_settings.auth}.
 *
 * @param enableAuth whether a conversation needs a signed URL or token
 * @param allowedHosts origins that browsers may come from; empty means all
 */
public record AuthConfig(
        boolean enableAuth, List<String> allowedHosts, boolean requireOriginHeader, Optional<String> shareableToken) {

    static AuthConfig read(Section section) {
        return new AuthConfig(
                section.flag("enable_auth"),
                section.sections("allowlist", item -> item.text("hostname")),
                section.flag("require_origin_header"),
                section.optionalText("shareable_token"));
    }
}
