/**
 * The walk through an agent's workflow: given where a conversation is and what is known, where it goes.
 *
 * <p>Pure: no calls, no plans, no records. Who speaks at a node is the business of {@code antiphon.conversations}.
 */
@NullMarked
package antiphon.conversations.workflow;

import org.jspecify.annotations.NullMarked;
