/**
 * ElevenLabs: words while the caller speaks over one WebSocket per call, and a voice over streamed HTTP.
 *
 * <p>Only {@code SpeechProviders} may come.
 */
@NullMarked
package antiphon.speech.elevenlabs;

import org.jspecify.annotations.NullMarked;
