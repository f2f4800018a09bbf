/**
 * What language models cost: a table of list prices, which age, and an estimate made with it.
 *
 * <p>The table stands in {@code prices.tsv} beside these classes. A model that it does not name has no price here.
 */
@NullMarked
package antiphon.agents.prices;

import org.jspecify.annotations.NullMarked;
