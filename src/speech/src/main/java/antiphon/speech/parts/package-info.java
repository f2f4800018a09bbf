/**
 * What providers are made of: connections to the outside, the book-keeping of settled words, sound on its way in and out.
 *
 * <p>Nothing here knows any one provider. Only the packages of providers beside this one, and {@code SpeechProviders},
 * may come.
 */
@NullMarked
package antiphon.speech.parts;

import org.jspecify.annotations.NullMarked;
