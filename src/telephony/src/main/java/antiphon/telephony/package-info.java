/**
 * Telephone numbers: which there are, how their carriers are reached, and which agent answers.
 *
 * <p>Campaigns come here for a number to call from. Nothing here can place or take a call yet.
 */
@NullMarked
package antiphon.telephony;

import org.jspecify.annotations.NullMarked;
