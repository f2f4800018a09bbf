package antiphon.call;

import antiphon.call.Manners.Fillers;
import antiphon.call.Manners.Interruptions;
import antiphon.call.Manners.Patience;
import antiphon.call.Manners.Pauses;
import antiphon.call.Manners.Silences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Manners that differ from the usual in one respect. */
final class SomeManners {
    static final Manners USUAL = Manners.DEFAULT;

    private SomeManners() {}

    static Manners with(Interruptions interruptions) {
        return new Manners(USUAL.pauses(), interruptions, USUAL.silences(), USUAL.fillers(), USUAL.patience());
    }

    static Manners with(Silences silences) {
        return new Manners(USUAL.pauses(), USUAL.interruptions(), silences, USUAL.fillers(), USUAL.patience());
    }

    static Manners with(Fillers fillers) {
        return new Manners(USUAL.pauses(), USUAL.interruptions(), USUAL.silences(), fillers, USUAL.patience());
    }

    static Manners with(Patience patience) {
        return new Manners(USUAL.pauses(), USUAL.interruptions(), USUAL.silences(), USUAL.fillers(), patience);
    }

    static Manners speculating() {
        Pauses usual = USUAL.pauses();
        var pauses =
                new Pauses(usual.settles(), usual.endsTurn(), usual.endsUnfinishedTurn(), usual.endsSpelling(), true);
        return new Manners(pauses, USUAL.interruptions(), USUAL.silences(), USUAL.fillers(), USUAL.patience());
    }

    static Manners interruptedBy(Optional<Duration> voice, boolean firstMessage) {
        return with(new Interruptions(voice, firstMessage, Set.of(), false));
    }

    static Manners ignoring(String... terms) {
        return with(new Interruptions(USUAL.interruptions().voice(), true, Set.of(terms), false));
    }

    static Manners silenceEndsCall(Duration after) {
        Silences usual = USUAL.silences();
        return with(new Silences(
                usual.beforeFirstWord(), usual.callerMayThink(), Optional.of(after), usual.longestCall(), ""));
    }

    static Manners filling(Duration after, int most, String... messages) {
        return with(new Fillers(Optional.of(after), List.of(messages), most, false, Optional.empty(), false));
    }
}
