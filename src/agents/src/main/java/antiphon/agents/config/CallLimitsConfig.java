package antiphon.agents.config;

import java.util.Optional;

/**
 * Section {@code platform_settings.call_limits}.
 *
 * @param concurrency calls at the same time; empty where the agent sets no limit
 * @param daily calls a day
 */
public record CallLimitsConfig(Optional<Integer> concurrency, int daily, boolean bursting) {
    static CallLimitsConfig read(Section section) {
        return new CallLimitsConfig(
                section.limit("agent_concurrency_limit"),
                section.whole("daily_limit"),
                section.flag("bursting_enabled"));
    }
}
