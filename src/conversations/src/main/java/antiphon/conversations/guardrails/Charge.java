package antiphon.conversations.guardrails;

import antiphon.language.LanguageModel;
import java.util.List;

/**
 * What a model is to judge.
 *
 * @param task whose words they are, and what to make of them
 * @param history how many messages before them are shown with them
 * @param historyWithTools whether the use of tools is among these
 */
record Charge(LanguageModel model, String task, List<Rule> rules, int history, boolean historyWithTools) {
    /**
     * What words may go against.
     *
     * @param key by which the model answers
     * @param type the contract's name of its kind
     * @param name given by the agent's owner; empty where its kind is its name
     * @param condition what the words must not be, as the model reads it
     * @param threshold 0 to 1: from here on it counts
     */
    record Rule(String key, String type, String name, String condition, double threshold) {}
}
