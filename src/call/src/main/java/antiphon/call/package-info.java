/**
 * A live call: hearing, turn-taking, replying, speaking.
 *
 * <p>Everything that happens to a call becomes a {@link antiphon.call.CallEvent} and is met by {@link antiphon.call.Course}
 * one after another on one thread, so nothing in here is locked and nothing waits. A call is given a
 * {@link antiphon.call.CallPlan} and a {@link antiphon.call.Line}; it knows no agents, databases, carriers or JSON, and
 * tells what it does as {@link antiphon.call.CallNews}.
 *
 * <p>The form of a {@link antiphon.call.CallJournal}: entries, each a length (four bytes, the highest first, not counting
 * itself) and so many bytes. The first is an {@code Entry.Opening}, each other an {@code Entry.Moment}; a record is its
 * components in order. Of a sealed type, first the kind's number. Numbers, sizes and kinds take seven bits a byte, the lowest
 * first; text is UTF-8 after its size, a list, set or optional its size and its elements, an instant or a duration eight bytes
 * of nanoseconds (since 1970; the least number for none), a double eight bytes. Sound is nothing at all; recognizers,
 * synthesizers and models are their names. What breaks off in the middle of an entry ends before it.
 */
@NullMarked
package antiphon.call;

import org.jspecify.annotations.NullMarked;
