package antiphon.agents;

import java.util.Optional;

/** Knows which voices can speak on this server. Provided by the room that opens calls. */
public interface VoiceCatalogue {
    /** Why no agent could ever speak with this voice here: a sentence saying what there is instead. */
    Optional<String> obstacle(String voiceId);
}
