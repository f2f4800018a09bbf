package antiphon.language.remote;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Answering;
import antiphon.language.LanguageModel.Listener;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way over the wire.
 *
 * <p>Begins on a virtual thread, which reads until the stream ends; ends once: complete, failed, silent for too long, or
 * cancelled. Whoever ends it first interrupts the reading thread, which closes the connection.
 */
final class StreamedAnswer implements StreamingChatResponseHandler, Answering {
    private final String model;
    private final Dialect dialect;
    private final Listener listener;
    private final Duration silence;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<@Nullable CompletableFuture<Void>> signOfLife = new AtomicReference<>();
    private volatile @Nullable Thread reader;

    StreamedAnswer(String model, Dialect dialect, Listener listener, Duration silence) {
        this.model = model;
        this.dialect = dialect;
        this.listener = listener;
        this.silence = silence;
    }

    void begin(Runnable reading) {
        expectSignOfLife();
        Thread thread = Thread.ofVirtual().name("answer-" + model).unstarted(() -> read(reading));
        reader = thread;
        thread.start();
    }

    private void read(Runnable reading) {
        try {
            reading.run();
            fail(new LanguageFailure(model, "The answer broke off before its end.", true));
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void cancel() {
        if (over.compareAndSet(false, true)) {
            letGo();
        }
    }

    @Override
    public void onPartialResponse(String piece) {
        if (!over.get()) {
            expectSignOfLife();
            listener.text(piece);
        }
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {
        expectSignOfLife();
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        expectSignOfLife();
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall toolCall) {
        expectSignOfLife();
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (over.compareAndSet(false, true)) {
            stopWaiting();
            AiMessage answer = Translation.named(response.aiMessage());
            dialect.remember(answer);
            answer.toolExecutionRequests().forEach(request -> listener.wantsTool(Translation.toolUse(request)));
            listener.finished(Translation.usage(response.tokenUsage()));
        }
    }

    @Override
    public void onError(Throwable error) {
        fail(Failures.of(model, error));
    }

    private void fail(LanguageFailure failure) {
        if (over.compareAndSet(false, true)) {
            listener.failed(failure);
            letGo();
        }
    }

    private void letGo() {
        stopWaiting();
        Thread thread = reader;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void expectSignOfLife() {
        CompletableFuture<Void> next = new CompletableFuture<>();
        CompletableFuture<Void> before = signOfLife.getAndSet(next);
        if (before != null) {
            before.complete(null);
        }
        if (!over.get()) {
            next.orTimeout(silence.toMillis(), TimeUnit.MILLISECONDS).whenComplete((nothing, late) -> {
                if (late instanceof TimeoutException) {
                    fail(new LanguageFailure(model, "Nothing was heard for " + silence + ".", true));
                }
            });
        }
    }

    private void stopWaiting() {
        CompletableFuture<Void> waiting = signOfLife.get();
        if (waiting != null) {
            waiting.complete(null);
        }
    }
}
