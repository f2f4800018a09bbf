package antiphon.simulation.travel;

import antiphon.simulation.judging.Verdict;

/** What a criterion finds of a conversation as it was recorded, and as it was replayed. */
record PairedVerdict(String criterionId, Verdict recorded, Verdict replayed) {}
