/**
 * Conversations: opening a call for an agent, the record of what was said, and its history over REST.
 *
 * <p>The only room that turns an agent's configuration into a {@link antiphon.call.CallPlan}. Carriers and clients come
 * through {@link antiphon.conversations.OpenCalls}; how a call lives is the business of {@code antiphon.call}, how it is
 * judged afterwards that of {@code antiphon.analysis}, which reads the rows written here.
 */
@NullMarked
package antiphon.conversations;

import org.jspecify.annotations.NullMarked;
