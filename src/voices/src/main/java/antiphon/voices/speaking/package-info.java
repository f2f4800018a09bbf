/** Text made into sound: the wanted voice and format, sentence by sentence. */
@NullMarked
package antiphon.voices.speaking;

import org.jspecify.annotations.NullMarked;
