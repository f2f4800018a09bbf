/**
 * What is kept of conversations besides their words: both voices on one time line, and the journal of what happened, written
 * while the call goes on. Sound is read back as MP3.
 *
 * <p>Blobs hold raw samples without a header, so that one cut short by a crash is whole up to its last second. Nothing here
 * knows what a conversation is besides its id; only {@code antiphon.conversations} comes here.
 */
@NullMarked
package antiphon.conversations.recordings;

import org.jspecify.annotations.NullMarked;
