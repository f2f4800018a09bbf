/**
 * Weights that do not come with the house: fetched once, checked, unpacked, kept.
 *
 * <p>Knows files and addresses, not engines. Providers that need weights, and {@code SpeechProviders}, may come.
 */
@NullMarked
package antiphon.speech.models;

import org.jspecify.annotations.NullMarked;
