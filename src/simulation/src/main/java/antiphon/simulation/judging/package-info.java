/** What came of a test: said by a language model, or, where none is to be had, by rules that say when they do not know. */
@NullMarked
package antiphon.simulation.judging;

import org.jspecify.annotations.NullMarked;
