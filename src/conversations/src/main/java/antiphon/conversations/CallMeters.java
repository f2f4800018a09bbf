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

/** Counts calls and times turns for those who watch this server. The buckets stand in microprofile-config.properties. */
@ApplicationScoped
class CallMeters {
    @Inject
    MetricRegistry registry;

    void hear(CallNews news) {
        if (news instanceof TurnMeasured measured) {
            TurnTimeline times = measured.timeline();
            time("voice_to_words", times.voiceEnded(), times.wordsSettled());
            time("words_to_decision", times.wordsSettled(), times.turnDecided());
            time("decision_to_token", times.turnDecided(), times.firstToken());
            time("token_to_sentence", times.firstToken(), times.firstSentence());
            time("sentence_to_sound", times.firstSentence(), times.firstSound());
            time("sound_to_sent", times.firstSound(), times.firstSoundSent());
            time("voice_to_sound", times.voiceEnded(), times.firstSound());
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

    /** @param why {@code most}, {@code agent} or {@code load} */
    void refused(String why) {
        registry.counter("antiphon_calls_refused", new Tag("why", why)).inc();
    }

    private void time(String stage, @Nullable Instant from, @Nullable Instant to) {
        Duration time = TurnTimeline.between(from, to);
        if (time != null && !time.isNegative()) {
            registry.timer("antiphon_turn_stage", new Tag("stage", stage)).update(time);
        }
    }
}
