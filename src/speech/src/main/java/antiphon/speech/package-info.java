/**
 * Ears and mouths: the ports through which a call hears and speaks, and the choice of who stands behind them.
 *
 * <p>Each provider lives in a package of its own below this one and is known to {@code SpeechProviders}
 * alone. Nothing here knows of turns, calls, agents or databases.
 */
@NullMarked
package antiphon.speech;

import org.jspecify.annotations.NullMarked;
