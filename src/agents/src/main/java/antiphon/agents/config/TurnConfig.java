package antiphon.agents.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code conversation_config.turn}: when the agent takes its turn.
 *
 * @param turnTimeout silence of the caller after which the agent speaks again; empty for never
 * @param initialWaitTime the same before anybody spoke; empty for {@code turnTimeout}
 * @param silenceEndCallTimeout silence after which the call is ended; empty for never
 * @param turnEagerness {@code patient}, {@code normal} or {@code eager}
 * @param ignoreTermLanguages whose usual terms are ignored as well; none means the language of the conversation
 * @param transcribeOnDisabledInterruptions whether what is said over an uninterruptible agent counts afterwards
 * @param endsBySilenceAlone whether a pause ends the caller's turn whatever was said
 */
public record TurnConfig(
        Optional<Duration> turnTimeout,
        Optional<Duration> initialWaitTime,
        Optional<Duration> silenceEndCallTimeout,
        String turnEagerness,
        String spellingPatience,
        boolean speculativeTurn,
        List<String> interruptionIgnoreTerms,
        List<String> ignoreTermLanguages,
        boolean mergeWithDefaultIgnoreTerms,
        boolean transcribeOnDisabledInterruptions,
        boolean endsBySilenceAlone,
        SoftTimeoutConfig softTimeout) {

    static TurnConfig read(Section section) {
        return new TurnConfig(
                section.optionalSeconds("turn_timeout"),
                section.optionalSeconds("initial_wait_time"),
                section.optionalSeconds("silence_end_call_timeout"),
                section.text("turn_eagerness"),
                section.text("spelling_patience"),
                section.flag("speculative_turn"),
                section.texts("interruption_ignore_terms"),
                section.texts("interruption_ignore_term_languages"),
                section.flag("merge_with_default_ignore_terms"),
                section.flag("transcribe_on_disabled_interruptions"),
                section.text("mode").equals("silence"),
                SoftTimeoutConfig.read(section.section("soft_timeout_config")));
    }
}
