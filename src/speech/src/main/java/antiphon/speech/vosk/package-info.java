/**
 * Vosk: words while the caller speaks, on this machine, from a model one brings or has fetched.
 *
 * <p>Off unless a model is configured. The engine itself is behind {@code antiphon.engines.VoskEngine}. Only {@code
 * SpeechProviders} may come.
 */
@NullMarked
package antiphon.speech.vosk;

import org.jspecify.annotations.NullMarked;
