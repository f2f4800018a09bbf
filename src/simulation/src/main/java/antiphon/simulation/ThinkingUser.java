package antiphon.simulation;

import antiphon.language.Message;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.simulation.minds.Thinker;
import antiphon.simulation.minds.Thinker.Thought;
import antiphon.simulation.minds.Thinker.Thoughtless;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A language model that plays a user: what the agent says is what it is told, what it answers is what the user says. */
final class ThinkingUser implements SimulatedUser {
    private static final String PLAYING = """
            You play a person who talks with an agent, to try the agent out. Stay in your part: say what this person would \
            say next, in one or two spoken sentences, and nothing else. Never speak for the agent, and never help it. When \
            this person would end the conversation, use the tool end_call.

            Your part:
            %s""";

    private static final ToolDescription END_CALL = new ToolDescription(
            "end_call",
            "Ends the conversation: you have what you wanted, or have given up.",
            "{\"type\":\"object\",\"properties\":{},\"required\":[]}");

    /** The agent waits for the user to begin. */
    private static final String SILENCE = "...";

    private final Thinker thinker;
    private final String instructions;
    private final String language;
    private final Sampling sampling;

    ThinkingUser(Thinker thinker, String part, String language, Sampling sampling) {
        this.thinker = thinker;
        this.instructions = PLAYING.formatted(part);
        this.language = language;
        this.sampling = sampling;
    }

    @Override
    public Optional<String> next(List<JsonObject> transcript) throws Thoughtless, InterruptedException {
        Thought thought =
                thinker.ask(new Prompt(instructions, language, turned(transcript), List.of(END_CALL), sampling));
        if (thought.text().isBlank() || !thought.uses().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(thought.text());
    }

    /** The conversation as the user hears it. */
    private static List<Message> turned(List<JsonObject> transcript) {
        List<Message> heard = new ArrayList<>();
        for (JsonObject entry : transcript) {
            Evidence.message(entry)
                    .ifPresent(words -> heard.add(
                            entry.getString("role").equals("user")
                                    ? new Message.AgentSaid(words)
                                    : new Message.UserSaid(words)));
        }
        if (heard.isEmpty() || heard.getLast() instanceof Message.AgentSaid) {
            heard.add(new Message.UserSaid(SILENCE));
        }
        return heard;
    }
}
