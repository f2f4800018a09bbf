package antiphon.call;

import java.util.List;

/** What a {@link GuardrailJudge} found. */
public sealed interface Ruling {
    record Passed() implements Ruling {}

    /** @param breaches at least one */
    record Broken(List<Breach> breaches) implements Ruling {}

    /**
     * Nobody can tell: the call goes on as though nothing was found.
     *
     * @param judge who was asked
     * @param why fit for a log
     */
    record Unknown(String judge, String why) implements Ruling {}

    /**
     * Something that was found.
     *
     * @param type the contract's name of its kind
     * @param name given by the agent's owner; empty where its kind is its name
     * @param reason what the model is told that its answer went against
     */
    record Breach(String type, String name, String reason) {}
}
