package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.ProviderFailed;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.TurnTimeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** Counts calls and times turns for those who watch this server. */
@ApplicationScoped
class CallMeters {
    @Inject
    MetricRegistry registry;

    void hear(CallNews news) {
        if (news instanceof TurnMeasured measured) {
            TurnTimeline times = measured.timeline();
            time("antiphon_turn_voice_to_words", times.voiceEnded(), times.wordsSettled());
            time("antiphon_turn_decision_to_token", times.turnDecided(), times.firstToken());
            time("antiphon_turn_sentence_to_sound", times.firstSentence(), times.firstSound());
            time("antiphon_turn_voice_to_sound", times.voiceEnded(), times.firstSound());
        } else if (news instanceof CallEnded last) {
            registry.counter(
                            "antiphon_calls_ended",
                            new Tag("cause", last.end().cause().name()))
                    .inc();
        } else if (news instanceof ProviderFailed failed) {
            registry.counter("antiphon_provider_failures", new Tag("provider", failed.provider()))
                    .inc();
        }
    }

    private void time(String name, @Nullable Instant from, @Nullable Instant to) {
        Duration time = TurnTimeline.between(from, to);
        if (time != null) {
            registry.timer(name).update(time);
        }
    }
}
