package antiphon.conversations;

import antiphon.agents.VoiceCatalogue;
import antiphon.speech.OfferedVoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the room of agents which voices this server can speak with. */
@ApplicationScoped
class OfferedVoices implements VoiceCatalogue {
    /**
     * Ids such as ElevenLabs gives its voices: agents bring them along when they move here, the contract's default among
     * them, and an engine that has no such voice takes its own.
     */
    private static final Pattern BROUGHT_ALONG = Pattern.compile("[A-Za-z0-9]{20}");

    @Inject
    Providers providers;

    @Override
    public Optional<String> obstacle(String voiceId) {
        List<OfferedVoice> known = providers.speech().voices();
        boolean fine = voiceId.isEmpty()
                || BROUGHT_ALONG.matcher(voiceId).matches()
                || known.stream().anyMatch(voice -> voice.remote() || voice.id().equals(voiceId));
        return fine
                ? Optional.empty()
                : Optional.of("No engine of this server has this voice; there is "
                        + known.stream().map(OfferedVoice::id).collect(Collectors.joining(", ")));
    }
}
