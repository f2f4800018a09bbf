/**
 * OpenAI, and every server that speaks its {@code /audio/transcriptions} and {@code /audio/speech}.
 *
 * <p>Hears utterance by utterance, speaks while the sound is being made. Only {@code SpeechProviders} may come.
 */
@NullMarked
package antiphon.speech.openai;

import org.jspecify.annotations.NullMarked;
