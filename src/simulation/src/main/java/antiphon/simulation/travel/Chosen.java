package antiphon.simulation.travel;

import java.util.List;

/**
 * The conversations that are looked at.
 *
 * @param withoutWords how many more were meant whose words are deleted
 */
record Chosen(List<String> conversationIds, int withoutWords) {
    Chosen {
        conversationIds = List.copyOf(conversationIds);
    }
}
