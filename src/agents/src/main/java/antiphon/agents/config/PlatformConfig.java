package antiphon.agents.config;

/** Section {@code platform_settings}: who may talk to the agent, what about, and what is kept. */
public record PlatformConfig(
        AuthConfig auth,
        OverridesConfig overrides,
        PrivacyConfig privacy,
        CallLimitsConfig callLimits,
        GuardrailsConfig guardrails) {

    static PlatformConfig read(Section section) {
        return new PlatformConfig(
                AuthConfig.read(section.section("auth")),
                OverridesConfig.read(section.section("overrides")),
                PrivacyConfig.read(section.section("privacy")),
                CallLimitsConfig.read(section.section("call_limits")),
                GuardrailsConfig.read(section.section("guardrails")));
    }
}
