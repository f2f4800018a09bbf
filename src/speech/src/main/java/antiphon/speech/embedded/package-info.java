/**
 * Ears and mouth that come with the house: no account, no network, English only.
 *
 * <p>The engines themselves live behind {@code antiphon.engines}, a library that a production server may leave out;
 * everything here must be asked whether it is present before it is used. Only {@code SpeechProviders} may come.
 */
@NullMarked
package antiphon.speech.embedded;

import org.jspecify.annotations.NullMarked;
