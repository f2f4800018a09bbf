/**
 * Values that agents need and nobody may read back: keys of other people's servers.
 *
 * <p>Sealed by AES-256-GCM under a key that is not in the database. Only rooms that make a request with a secret come
 * here for its value; doors show names and ids.
 */
@NullMarked
package antiphon.agents.secrets;

import org.jspecify.annotations.NullMarked;
