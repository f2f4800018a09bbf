/** Sound made into text: files read, speech heard out, transcripts kept until they are deleted. */
@NullMarked
package antiphon.voices.listening;

import org.jspecify.annotations.NullMarked;
