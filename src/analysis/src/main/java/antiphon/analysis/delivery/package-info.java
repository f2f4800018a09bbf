/**
 * How webhooks hear of what happened: a row of the outbox, written with what it tells of, is sent signed and again until
 * somebody took it.
 */
@NullMarked
package antiphon.analysis.delivery;

import org.jspecify.annotations.NullMarked;
