package antiphon.language.remote;

import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.time.Duration;

/** A model of LangChain4j, each of whose answers streams on a virtual thread of its own. */
final class StreamedModel implements LanguageModel {
    private final String name;
    private final StreamingChatModel chat;
    private final Dialect dialect;
    private final Duration silence;

    StreamedModel(String name, StreamingChatModel chat, Dialect dialect, Duration silence) {
        this.name = name;
        this.chat = chat;
        this.dialect = dialect;
        this.silence = silence;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        var answer = new StreamedAnswer(name, dialect, listener, silence);
        answer.begin(() -> chat.chat(Translation.request(prompt, dialect), answer));
        return answer;
    }
}
