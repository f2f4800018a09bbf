package antiphon.voices.speaking;

import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/**
 * When each character of a text is heard. Engines do not tell: a sentence's beginning and end are known from its sound, and
 * its characters are taken to share that time evenly.
 */
final class Alignment {
    private final JsonArrayBuilder characters = Json.createArrayBuilder();
    private final JsonArrayBuilder starts = Json.createArrayBuilder();
    private final JsonArrayBuilder ends = Json.createArrayBuilder();

    /** @param from when the sentence begins, in seconds from the beginning of the sound */
    Alignment add(String sentence, double from, double to) {
        int[] spoken = sentence.codePoints().toArray();
        double each = (to - from) / Math.max(1, spoken.length);
        for (int i = 0; i < spoken.length; i++) {
            characters.add(Character.toString(spoken[i]));
            starts.add(millis(from + i * each));
            ends.add(millis(from + (i + 1) * each));
        }
        return this;
    }

    private static double millis(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    /** The contract's CharacterAlignmentResponseModel. */
    JsonObject asJson() {
        return Json.createObjectBuilder()
                .add("characters", characters)
                .add("character_start_times_seconds", starts)
                .add("character_end_times_seconds", ends)
                .build();
    }
}
