/** What is true of blobs, on a disk and in a bucket of a real server that speaks S3. */
@NullMarked
package antiphon.conversations.blobs;

import org.jspecify.annotations.NullMarked;
