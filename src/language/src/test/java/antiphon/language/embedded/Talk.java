package antiphon.language.embedded;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Listener;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Message;
import antiphon.language.Message.AgentSaid;
import antiphon.language.Message.AgentUsedTools;
import antiphon.language.Message.ToolAnswered;
import antiphon.language.Message.UserSaid;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A caller who talks with the responder, turn by turn, as the platform would let them. */
final class Talk {
    private static final LanguageModel RESPONDER = EmbeddedResponder.find().orElseThrow();

    private final String instructions;
    private final String language;
    private final List<ToolDescription> tools;
    private final List<Message> dialogue = new ArrayList<>();
    private final List<ToolUse> used = new ArrayList<>();
    private int pieces;

    Talk(String instructions, String language, ToolDescription... tools) {
        this.instructions = instructions;
        this.language = language;
        this.tools = List.of(tools);
    }

    Talk(String instructions, ToolDescription... tools) {
        this(instructions, "en", tools);
    }

    /** What the responder says to this; wishes for tools are kept for {@link #lastUse}. */
    String say(String words) {
        dialogue.add(new UserSaid(words));
        return listen();
    }

    /** What the responder says to the result of the tool it wished for. */
    String toolAnswers(String result, boolean error) {
        ToolUse use = lastUse();
        dialogue.add(new ToolAnswered(use.id(), use.tool(), result, error));
        return listen();
    }

    String noteAndSay(String note, String words) {
        dialogue.add(new Message.Noted(note));
        return say(words);
    }

    String listen() {
        Prompt prompt = new Prompt(instructions, language, List.copyOf(dialogue), tools, Sampling.DEFAULT);
        CompletableFuture<String> said = new CompletableFuture<>();
        List<ToolUse> wished = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        RESPONDER.answer(prompt, new Listener() {
            @Override
            public void text(String piece) {
                heard.add(piece);
            }

            @Override
            public void wantsTool(ToolUse use) {
                wished.add(use);
            }

            @Override
            public void finished(Usage usage) {
                said.complete(heard.stream().collect(Collectors.joining()));
            }

            @Override
            public void failed(LanguageFailure failure) {
                said.completeExceptionally(new AssertionError(failure.reason()));
            }
        });
        String text = said.orTimeout(60, TimeUnit.SECONDS).join();
        pieces = heard.size();
        used.addAll(wished);
        dialogue.add(wished.isEmpty() ? new AgentSaid(text) : new AgentUsedTools(text, wished));
        return text;
    }

    ToolUse lastUse() {
        return used.getLast();
    }

    List<ToolUse> uses() {
        return used;
    }

    int pieces() {
        return pieces;
    }
}
