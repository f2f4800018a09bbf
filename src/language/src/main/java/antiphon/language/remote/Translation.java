package antiphon.language.remote;

import antiphon.language.Attachment;
import antiphon.language.Attachments;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Message;
import antiphon.language.Message.AgentSaid;
import antiphon.language.Message.AgentUsedTools;
import antiphon.language.Message.Noted;
import antiphon.language.Message.ToolAnswered;
import antiphon.language.Message.UserSaid;
import antiphon.language.Message.UserShowed;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our words in LangChain4j's, and its in ours. */
final class Translation {
    /** What stands for a user who says nothing: providers want a user's turn at the end, and some at the start. */
    private static final String SILENCE = "...";

    private static final String NO_RESULT = "There is no result: the conversation went on before it came.";

    private Translation() {}

    static ChatRequest request(Prompt prompt, Dialect dialect) {
        return ChatRequest.builder()
                .messages(messages(prompt, dialect))
                .parameters(dialect.parameters(
                        prompt,
                        prompt.tools().stream().map(ToolSchemas::specification).toList()))
                .build();
    }

    private static List<ChatMessage> messages(Prompt prompt, Dialect dialect) {
        Map<String, ToolAnswered> results = prompt.dialogue().stream()
                .filter(ToolAnswered.class::isInstance)
                .map(ToolAnswered.class::cast)
                .collect(Collectors.toMap(ToolAnswered::useId, Function.identity(), (first, second) -> second));
        List<ChatMessage> said = new ArrayList<>();
        for (Message message : prompt.dialogue()) {
            switch (message) {
                case UserSaid(String text) -> addWords(said, text);
                case UserShowed(List<Attachment> files) ->
                    said.add(UserMessage.from(files.stream()
                            .map(file -> shown(file, prompt.particulars().attachments()))
                            .toList()));
                case AgentSaid(String text) -> {
                    if (!text.isBlank()) {
                        said.add(AiMessage.from(text));
                    }
                }
                case AgentUsedTools used -> addToolUse(said, used, results, dialect);
                case ToolAnswered answered -> {
                    // Stands right behind the wish that it answers, wherever in the dialogue it arrived.
                }
                case Noted noted -> {
                    // Part of the system message: a second one is refused by many servers.
                }
            }
        }
        if (said.isEmpty() || said.getLast() instanceof AiMessage) {
            said.add(UserMessage.from(SILENCE));
        }
        if (dialect.userSpeaksFirst() && !(said.getFirst() instanceof UserMessage)) {
            said.addFirst(UserMessage.from(SILENCE));
        }
        String instructions = instructions(prompt);
        if (!instructions.isBlank()) {
            said.addFirst(SystemMessage.from(instructions));
        }
        return said;
    }

    private static void addWords(List<ChatMessage> said, String text) {
        boolean afterFiles = !said.isEmpty() && said.getLast() instanceof UserMessage before && !before.hasSingleText();
        if (!text.isBlank()) {
            said.add(UserMessage.from(text));
        } else if (!afterFiles) {
            said.add(UserMessage.from(SILENCE));
        }
    }

    private static Content shown(Attachment file, Attachments attachments) {
        return attachments
                .content(file.id())
                .map(content -> content(file, content))
                .orElseGet(() -> TextContent.from("(The file " + file.name() + " is there no more.)"));
    }

    private static Content content(Attachment file, byte[] content) {
        return switch (file.mediaType()) {
            case "application/pdf" ->
                PdfFileContent.from(Base64.getEncoder().encodeToString(content), file.mediaType());
            case "text/plain" ->
                TextContent.from("The file " + file.name() + ":\n\n" + new String(content, StandardCharsets.UTF_8));
            default -> ImageContent.from(Base64.getEncoder().encodeToString(content), file.mediaType());
        };
    }

    private static void addToolUse(
            List<ChatMessage> said, AgentUsedTools used, Map<String, ToolAnswered> results, Dialect dialect) {
        List<ToolExecutionRequest> requests = used.uses().stream()
                .map(use -> ToolExecutionRequest.builder()
                        .id(use.id())
                        .name(use.tool())
                        .arguments(use.argumentsJson().isBlank() ? "{}" : use.argumentsJson())
                        .build())
                .toList();
        said.add(dialect.recall(AiMessage.builder()
                .text(used.text().isBlank() ? null : used.text())
                .toolExecutionRequests(requests)
                .build()));
        for (ToolUse use : used.uses()) {
            ToolAnswered result = results.get(use.id());
            said.add(ToolExecutionResultMessage.builder()
                    .id(use.id())
                    .toolName(use.tool())
                    .text(result == null || result.result().isBlank() ? NO_RESULT : result.result())
                    .isError(result != null && result.error())
                    .build());
        }
    }

    private static String instructions(Prompt prompt) {
        StringBuilder instructions = new StringBuilder(prompt.instructions());
        for (Message message : prompt.dialogue()) {
            if (message instanceof Noted(String text)) {
                instructions.append("\n\n").append(text);
            }
        }
        if (!prompt.particulars().manner().isBlank()) {
            instructions.append("\n\n").append(prompt.particulars().manner());
        }
        if (!prompt.language().isBlank() && !prompt.language().equals("en")) {
            instructions
                    .append("\n\nSpeak ")
                    .append(Locale.of(prompt.language()).getDisplayLanguage(Locale.ENGLISH))
                    .append(" unless told otherwise.");
        }
        return instructions.toString();
    }

    /** An id is made up where a provider gives none. */
    static AiMessage named(AiMessage answer) {
        return answer.toBuilder()
                .toolExecutionRequests(answer.toolExecutionRequests().stream()
                        .map(request -> request.id() == null || request.id().isBlank()
                                ? request.toBuilder()
                                        .id("use_" + UUID.randomUUID())
                                        .build()
                                : request)
                        .toList())
                .build();
    }

    static ToolUse toolUse(ToolExecutionRequest request) {
        String arguments = request.arguments();
        return new ToolUse(request.id(), request.name(), arguments == null || arguments.isBlank() ? "{}" : arguments);
    }

    static Usage usage(@Nullable TokenUsage tokens) {
        return tokens == null
                ? Usage.UNKNOWN
                : new Usage(count(tokens.inputTokenCount()), count(tokens.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
