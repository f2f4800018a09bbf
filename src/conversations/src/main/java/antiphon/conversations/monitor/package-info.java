/**
 * Looking in on live calls: the socket on which supervisors follow a call and step in, and the state of all calls over REST.
 *
 * <p>Whoever looks in never slows a call: the call's thread hands its news to a bounded queue, and everything else happens
 * on the supervisor's own thread. What is known only afterwards is in the record of the conversation, not here.
 */
@NullMarked
package antiphon.conversations.monitor;

import org.jspecify.annotations.NullMarked;
