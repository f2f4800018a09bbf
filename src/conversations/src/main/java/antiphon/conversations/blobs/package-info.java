/**
 * Large things that lie by name outside the database: on this server's disk, or, once they are complete, in a bucket that
 * speaks S3.
 *
 * <p>Nothing here knows what a blob holds. Whoever keeps recordings or journals comes here; only {@code BlobStores} knows
 * which kinds of place there are.
 */
@NullMarked
package antiphon.conversations.blobs;

import org.jspecify.annotations.NullMarked;
