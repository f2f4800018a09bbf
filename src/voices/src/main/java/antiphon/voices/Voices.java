package antiphon.voices;

import antiphon.api.Refusal;
import antiphon.conversations.Providers;
import antiphon.speech.OfferedVoice;
import antiphon.speech.SpeechProviders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The voices with which this server can speak. They come with its engines: none can be made or deleted here. */
@ApplicationScoped
public class Voices {
    /** How long a text may be that is spoken at once. */
    public static final int MOST_CHARACTERS = 5_000;

    @Inject
    Providers providers;

    /** Those that are known, the preferred engine's first. */
    public List<OfferedVoice> all() {
        return speech().voices();
    }

    /** @throws Refusal.NotFound if none of those known has this id */
    public OfferedVoice find(String id) {
        return known(id).orElseThrow(() -> Refusal.NotFound.of("voice", id));
    }

    /**
     * The voice of this id, or else, where an engine on somebody else's machines is configured, one that it may have: it
     * will say so itself if it has not.
     *
     * @throws Refusal.NotFound if no engine here can have it
     */
    public OfferedVoice reachable(String id) {
        return known(id)
                .or(() -> all().stream()
                        .filter(OfferedVoice::remote)
                        .filter(voice -> isNamedLikeThoseOf(voice.provider(), id))
                        .findFirst()
                        .map(voice ->
                                new OfferedVoice(voice.provider(), id, id, voice.model(), voice.languages(), true)))
                .orElseThrow(() -> Refusal.NotFound.of("voice", id));
    }

    /**
     * Why a voice stays: every voice here is its engine's, and an engine cannot be told to forget one.
     *
     * @throws Refusal.NotFound if none of those known has this id
     */
    Refusal undeletable(String id) {
        return new Refusal.Conflict(
                "voice_of_engine",
                "This voice comes with the engine '" + find(id).provider()
                        + "' and is there as long as that is configured (SPEECH_SYNTHESIZERS).");
    }

    /** To be asked for somebody who hears and somebody who speaks. */
    public SpeechProviders speech() {
        return providers.speech();
    }

    private Optional<OfferedVoice> known(String id) {
        return all().stream().filter(voice -> voice.id().equals(id)).findFirst();
    }

    private static boolean isNamedLikeThoseOf(String provider, String id) {
        boolean elevenLabs = id.matches("[A-Za-z0-9]{20}");
        return provider.equals("elevenlabs") ? elevenLabs : !elevenLabs && id.matches("[A-Za-z0-9_.-]{1,64}");
    }
}
