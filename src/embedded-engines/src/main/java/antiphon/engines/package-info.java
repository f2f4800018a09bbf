/**
 * The engines that come with the house: each behind a class whose methods take and give JDK types only, so that nothing
 * of an engine's own libraries is seen from the application's class loader.
 *
 * <p>A library of the server. Only {@code speech.embedded}, {@code speech.vosk}, {@code speech.whisper} and {@code
 * language.embedded} may come, and they must live without it: a production server that names other providers leaves the
 * folder out.
 */
@NullMarked
package antiphon.engines;

import org.jspecify.annotations.NullMarked;
