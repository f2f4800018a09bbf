/**
 * Many calls from a list: who is to be called, when, from which number and by which agent, and what became of it.
 *
 * <p>Nothing here places a call yet: a list that was handed in stays pending.
 */
@NullMarked
package antiphon.campaigns;

import org.jspecify.annotations.NullMarked;
