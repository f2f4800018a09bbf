/**
 * Speech without a call: the voices and models of this server's engines, text made into sound, sound into text, and how
 * much of it there was.
 *
 * <p>The engines are those of calls, shared through {@link antiphon.conversations.Providers}. Nobody comes here.
 */
@NullMarked
package antiphon.voices;

import org.jspecify.annotations.NullMarked;
