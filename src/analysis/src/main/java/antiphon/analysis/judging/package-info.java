/** Criteria, data to collect, and who answers both: a language model, or rules that say when they do not know. */
@NullMarked
package antiphon.analysis.judging;

import org.jspecify.annotations.NullMarked;
