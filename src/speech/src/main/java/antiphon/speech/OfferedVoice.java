package antiphon.speech;

import java.util.List;

/**
 * A voice that a configured synthesizer is known to have.
 *
 * @param provider the synthesizer's name
 * @param id the synthesizer's name of the voice
 * @param model the synthesizer's name of the model that speaks unless another is asked for
 * @param languages ISO 639-1; empty means any
 * @param remote whether it speaks on somebody else's machines, where there may be more voices that were never asked for
 */
public record OfferedVoice(
        String provider, String id, String name, String model, List<String> languages, boolean remote) {
    public OfferedVoice {
        languages = List.copyOf(languages);
    }
}
