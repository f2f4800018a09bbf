/**
 * Who is asking: API keys, their roles, the workspace they belong to, and the trail of who changed what.
 *
 * <p>{@link antiphon.identity.CallerFilter} stands before every HTTP door; {@link antiphon.identity.OpenDoors} is the
 * one list of doors that need no key. Rooms with doors ask {@link antiphon.identity.Caller} who it is and hand the
 * {@link antiphon.identity.Actor} to their desks. Tokens that open a single conversation are not here.
 */
@NullMarked
package antiphon.identity;

import org.jspecify.annotations.NullMarked;
