/**
 * A live call: hearing, turn-taking, replying, speaking.
 *
 * <p>Everything that happens to a call becomes a {@link antiphon.call.CallEvent} and is met by {@link antiphon.call.Call}
 * one after another on one thread, so nothing in here is locked and nothing waits. A call is given a
 * {@link antiphon.call.CallPlan} and a {@link antiphon.call.Line}; it knows no agents, databases, carriers or JSON, and
 * tells what it does as {@link antiphon.call.CallNews}.
 */
@NullMarked
package antiphon.call;

import org.jspecify.annotations.NullMarked;
