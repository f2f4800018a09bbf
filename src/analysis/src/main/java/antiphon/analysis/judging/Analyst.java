package antiphon.analysis.judging;

/** Answers questions about a conversation. Any thread; blocks; never throws for what a model does. */
public interface Analyst {
    Answers answer(Questions questions);
}
