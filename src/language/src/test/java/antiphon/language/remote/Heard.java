package antiphon.language.remote;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Listener;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** All that a listener was told. */
public final class Heard implements Listener {
    private static final int PATIENCE_SECONDS = 30;

    public final List<String> pieces = new CopyOnWriteArrayList<>();
    public final List<ToolUse> tools = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final CompletableFuture<Usage> end = new CompletableFuture<>();
    private final CompletableFuture<LanguageFailure> failure = new CompletableFuture<>();

    @Override
    public void text(String piece) {
        pieces.add(piece);
        arriving.add(piece);
    }

    @Override
    public void wantsTool(ToolUse use) {
        tools.add(use);
    }

    @Override
    public void finished(Usage usage) {
        end.complete(usage);
    }

    @Override
    public void failed(LanguageFailure failed) {
        failure.complete(failed);
        end.completeExceptionally(new AssertionError(failed.reason()));
    }

    public String text() {
        return String.join("", pieces);
    }

    public String nextPiece() throws InterruptedException {
        String piece = arriving.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (piece == null) {
            throw new AssertionError("no piece came");
        }
        return piece;
    }

    public Usage usage() {
        return end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    public LanguageFailure failure() {
        return failure.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    public boolean isOver() {
        return end.isDone();
    }
}
