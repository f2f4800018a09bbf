/**
 * Language models: the ports for continuing a dialogue and for turning text into vectors, and the choice of who stands
 * behind them.
 *
 * <p>Each provider lives in a package of its own below this one and is known to {@code LanguageModels}
 * alone. Nothing here knows of sound, calls, agents or databases.
 */
@NullMarked
package antiphon.language;

import org.jspecify.annotations.NullMarked;
