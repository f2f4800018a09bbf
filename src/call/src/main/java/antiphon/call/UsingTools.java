package antiphon.call;

import antiphon.audio.Ambience;
import antiphon.call.CallEvent.ToolAnswered;
import antiphon.call.CallPlan.Mind;
import antiphon.call.CallPlan.ToolManner.Interruptible;
import antiphon.call.CallPlan.ToolSound;
import antiphon.language.ToolUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tools that the model wants: they are used side by side, once the model is done, or once the agent has been heard out
 * where that is their manner. Lives on the call's thread.
 */
final class UsingTools {
    private final Consumer<CallEvent> call;
    private final Consumer<CallNews> news;
    private final List<ToolUse> wanted = new ArrayList<>();
    private final List<ToolUse> postponed = new ArrayList<>();
    private final Map<ToolUse, ToolBox.Using> inUse = new LinkedHashMap<>();
    private int asked;
    private boolean turnIsHeardOut;

    UsingTools(Consumer<CallEvent> call, Consumer<CallNews> news) {
        this.call = call;
        this.news = news;
    }

    void want(ToolUse use) {
        wanted.add(use);
    }

    /** Whoever wanted tools failed: it shall be asked again, or another. */
    void wantNone() {
        wanted.clear();
    }

    List<ToolUse> wanted() {
        return List.copyOf(wanted);
    }

    /** What the caller is told before the tools that are wanted are used; empty means nothing. */
    String announcement(Mind mind) {
        return wanted.stream()
                .map(use -> mind.mannerOf(use.tool()).announcement())
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** @param asking the number of the request in which the model wanted them */
    void useAll(Mind mind, int turn, int asking) {
        asked = asking;
        List<ToolUse> uses = wanted();
        wanted.clear();
        uses.forEach(use -> inUse.put(use, ToolBox.Using.NONE));
        for (ToolUse use : uses) {
            if (mind.mannerOf(use.tool()).afterSpeech()) {
                postponed.add(use);
            } else {
                use(mind, turn, use);
            }
        }
    }

    /** Whether there are tools that wait for the agent to be heard out. */
    boolean waitForSilence() {
        return !postponed.isEmpty();
    }

    /** The agent has been heard out. */
    void usePostponed(Mind mind, int turn) {
        List<ToolUse> uses = List.copyOf(postponed);
        postponed.clear();
        uses.forEach(use -> use(mind, turn, use));
    }

    private void use(Mind mind, int turn, ToolUse use) {
        int asking = asked;
        turnIsHeardOut |= mind.mannerOf(use.tool()).interruptible() == Interruptible.NOT_ONCE_USED;
        news.accept(new CallNews.ToolWanted(turn, use));
        inUse.replace(use, mind.toolBox().use(turn, use, answer -> call.accept(new ToolAnswered(asking, use, answer))));
    }

    /** Whether a tool is in use that keeps the caller's voice from ending the turn. */
    boolean mustBeHeardOut(Mind mind) {
        return turnIsHeardOut
                || inUse.keySet().stream()
                        .filter(use -> !postponed.contains(use))
                        .anyMatch(use -> mind.mannerOf(use.tool()).interruptible() == Interruptible.NOT_WHILE_USED);
    }

    /** What the caller hears while tools are used. @param spoken whether the agent has said something in this turn */
    Optional<Ambience.Preset> sound(Mind mind, boolean spoken) {
        return inUse.keySet().stream()
                .filter(use -> !postponed.contains(use))
                .flatMap(use -> mind.mannerOf(use.tool()).sound().stream())
                .filter(sound -> sound.inAnyCase() || spoken)
                .map(ToolSound::preset)
                .findFirst();
    }

    /** @return whether this was an answer still waited for */
    boolean answered(int asking, ToolUse use) {
        return asking == asked && inUse.remove(use) != null;
    }

    boolean waits() {
        return !inUse.isEmpty();
    }

    void stop() {
        inUse.values().forEach(ToolBox.Using::cancel);
        inUse.clear();
        postponed.clear();
        wanted.clear();
        turnIsHeardOut = false;
    }
}
