/**
 * The sound of conversations: both voices on one time line, written to files while the call goes on, and read back as MP3.
 *
 * <p>Files hold raw samples without a header, so that one cut short by a crash is whole up to its last half second. Nothing
 * here knows what a conversation is besides its id; only {@code antiphon.conversations} comes here.
 */
@NullMarked
package antiphon.conversations.recordings;

import org.jspecify.annotations.NullMarked;
