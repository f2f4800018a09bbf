/**
 * Whisper (whisper.cpp): utterance by utterance, on this machine, from a model one brings or has fetched.
 *
 * <p>Off unless a model is configured. The engine itself is behind {@code antiphon.engines.WhisperEngine}. Only {@code
 * SpeechProviders} may come.
 */
@NullMarked
package antiphon.speech.whisper;

import org.jspecify.annotations.NullMarked;
