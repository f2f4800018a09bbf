package antiphon.simulation.judging;

import antiphon.simulation.minds.Minds;

/** The judges put together by hand. */
public final class JudgesFurniture {
    private JudgesFurniture() {}

    public static Judges judges(Minds minds) {
        Judges judges = new Judges();
        judges.minds = minds;
        return judges;
    }
}
