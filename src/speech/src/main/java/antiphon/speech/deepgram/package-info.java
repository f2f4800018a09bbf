/**
 * Deepgram: words while the caller speaks, over one WebSocket per call.
 *
 * <p>Only {@code SpeechProviders} may come.
 */
@NullMarked
package antiphon.speech.deepgram;

import org.jspecify.annotations.NullMarked;
