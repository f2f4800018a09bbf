/**
 * The other side of the wire: local stand-ins that check what they are sent and answer as the vendors document.
 *
 * <p>Tests alone may come.
 */
@NullMarked
package antiphon.speech.peers;

import org.jspecify.annotations.NullMarked;
