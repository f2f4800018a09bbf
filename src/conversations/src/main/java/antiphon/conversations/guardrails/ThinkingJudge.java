package antiphon.conversations.guardrails;

import antiphon.call.GuardrailJudge;
import antiphon.call.Ruling;
import antiphon.call.Watch;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Answering;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Language models that judge. Who takes longer than {@link #PATIENCE}, fails or does not answer as asked does not know: a
 * caller waits for no judge. Any thread.
 */
final class ThinkingJudge implements GuardrailJudge {
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Map<String, Charge> charges;
    private final Duration patience;

    /** @param charges by the keys of what is watched */
    ThinkingJudge(Map<String, Charge> charges) {
        this(charges, PATIENCE);
    }

    ThinkingJudge(Map<String, Charge> charges, Duration patience) {
        this.charges = Map.copyOf(charges);
        this.patience = patience;
    }

    @Override
    public Judging judge(Watch watch, Matter matter, Consumer<Ruling> ruling) {
        Charge charge = Objects.requireNonNull(charges.get(watch.key()), "watched, and nobody's to judge");
        ChargeSheet sheet = new ChargeSheet(charge);
        Prompt prompt = sheet.prompt(matter);
        Opinion opinion = new Opinion(charge.model(), sheet);
        Answering answering = charge.model().answer(prompt, opinion);
        var unused = opinion.ruling
                .completeOnTimeout(
                        new Ruling.Unknown(charge.model().name(), "a guardrail was not judged in time"),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS)
                .thenAccept(known -> {
                    answering.cancel();
                    ruling.accept(known);
                });
        return answering::cancel;
    }

    /** An answer that grows into a ruling. */
    private static final class Opinion implements LanguageModel.Listener {
        private final LanguageModel model;
        private final ChargeSheet sheet;
        private final StringBuffer text = new StringBuffer();
        private final List<ToolUse> uses = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Ruling> ruling = new CompletableFuture<>();

        Opinion(LanguageModel model, ChargeSheet sheet) {
            this.model = model;
            this.sheet = sheet;
        }

        @Override
        public void text(String piece) {
            text.append(piece);
        }

        @Override
        public void wantsTool(ToolUse use) {
            uses.add(use);
        }

        @Override
        public void finished(Usage usage) {
            ruling.complete(sheet.read(text.toString(), List.copyOf(uses))
                    .orElseGet(() -> new Ruling.Unknown(model.name(), "a guardrail was not judged as asked")));
        }

        @Override
        public void failed(LanguageFailure failure) {
            ruling.complete(new Ruling.Unknown(failure.model(), "a guardrail was not judged: " + failure.reason()));
        }
    }
}
