/**
 * Sound as numbers: 20 ms frames, the formats of the wire, resampling, framing and WAV files.
 *
 * <p>Nothing here knows where sound comes from or what it means. Every room may come; this room knows nobody.
 */
@NullMarked
package antiphon.audio;

import org.jspecify.annotations.NullMarked;
