package antiphon.language.remote;

import antiphon.language.Prompt;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;

/** Where one provider's manners differ from another's. */
interface Dialect {
    ChatRequestParameters parameters(Prompt prompt, List<ToolSpecification> tools);

    /** Whether a dialogue must begin with the user's words. */
    boolean userSpeaksFirst();

    /** The last chance to give a wish for tools back as the provider insists on getting it. */
    default AiMessage recall(AiMessage toolUse) {
        return toolUse;
    }

    /** An answer that is complete. */
    default void remember(AiMessage answer) {}
}
