/**
 * Agents put to the test: conversations of an agent with a simulated user, on the call core that live calls have, with text
 * in place of sound.
 *
 * <p>{@code library} holds the tests, {@code runs} carries them out, {@code judging} says what came of them; {@code travel} puts
 * past conversations to an agent; here is how a conversation is simulated.
 */
@NullMarked
package antiphon.simulation;

import org.jspecify.annotations.NullMarked;
