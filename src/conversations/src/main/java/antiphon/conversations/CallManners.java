package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.SoftTimeoutConfig;
import antiphon.agents.config.TurnConfig;
import antiphon.call.Manners;
import antiphon.call.Manners.Fillers;
import antiphon.call.Manners.Interruptions;
import antiphon.call.Manners.Patience;
import antiphon.call.Manners.Pauses;
import antiphon.call.Manners.Silences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How an agent's settings mean a call to take its turns: one method for each part of {@link Manners}. */
final class CallManners {
    private static final Duration VOICE_INTERRUPTS = Duration.ofMillis(300);
    private static final Duration SETTLES = Duration.ofMillis(240);
    private static final Duration SPELLING_PAUSE = Duration.ofMillis(2000);
    private static final double UNFINISHED_TAKES_LONGER = 2.5;

    private final AgentConfig config;
    private final UnaryOperator<String> variables;

    /** @param variables fills dynamic variables into a text */
    CallManners(AgentConfig config, UnaryOperator<String> variables) {
        this.config = config;
        this.variables = variables;
    }

    Manners manners() {
        return new Manners(pauses(), interruptions(), silences(), fillers(), patience());
    }

    private Pauses pauses() {
        TurnConfig turn = config.turn();
        Duration pause = Duration.ofMillis(
                switch (turn.turnEagerness()) {
                    case "eager" -> 320;
                    case "patient" -> 900;
                    default -> 480;
                });
        Duration unfinished = Duration.ofMillis(Math.round(pause.toMillis() * UNFINISHED_TAKES_LONGER));
        return new Pauses(
                SETTLES.compareTo(pause) < 0 ? SETTLES : pause,
                pause,
                turn.endsBySilenceAlone() ? pause : unfinished,
                turn.spellingPatience().equals("off") ? unfinished : SPELLING_PAUSE,
                turn.speculativeTurn());
    }

    private Interruptions interruptions() {
        TurnConfig turn = config.turn();
        List<String> events = config.conversation().clientEvents();
        boolean interruptible = events.isEmpty() || events.contains("interruption");
        List<String> languages =
                turn.ignoreTermLanguages().isEmpty() ? List.of(config.agent().language()) : turn.ignoreTermLanguages();
        Set<String> usual = turn.mergeWithDefaultIgnoreTerms() ? Phrases.nods(languages) : Set.of();
        return new Interruptions(
                interruptible ? Optional.of(VOICE_INTERRUPTS) : Optional.empty(),
                !config.agent().disableFirstMessageInterruptions(),
                Phrases.compared(Stream.concat(turn.interruptionIgnoreTerms().stream(), usual.stream())),
                turn.transcribeOnDisabledInterruptions());
    }

    private Silences silences() {
        return new Silences(
                config.turn().initialWaitTime(),
                config.turn().turnTimeout(),
                config.turn().silenceEndCallTimeout(),
                config.conversation().maxDuration(),
                variables.apply(config.agent().maxConversationDurationMessage()));
    }

    private Fillers fillers() {
        SoftTimeoutConfig soft = config.turn().softTimeout();
        List<String> messages = Stream.concat(Stream.of(soft.message()), soft.furtherMessages().stream())
                .map(variables)
                .filter(message -> !message.isBlank())
                .toList();
        return new Fillers(
                soft.timeout().filter(after -> !messages.isEmpty()),
                messages,
                Math.max(1, soft.maxPerAnswer()),
                soft.randomize(),
                soft.useLlmGeneratedMessage()
                        ? Optional.of(soft.llmPrompt().orElse(Phrases.FILLER_INSTRUCTIONS))
                        : Optional.empty(),
                soft.disableUntilFirstUserMessage());
    }

    private Patience patience() {
        return new Patience(
                config.agent().prompt().cascadeTimeout(),
                Patience.DEFAULT.modelBeginsAtLast(),
                Patience.DEFAULT.soundComes(),
                Phrases.apology(config.agent().language()));
    }
}
