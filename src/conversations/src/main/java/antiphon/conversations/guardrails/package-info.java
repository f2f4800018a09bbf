/**
 * What an agent's guardrails mean for a call: what is watched, and a language model that judges it.
 *
 * <p>When something is judged and what follows is the business of {@code antiphon.call}. The words of a guardrail are its
 * owner's: none of them is logged.
 */
@NullMarked
package antiphon.conversations.guardrails;

import org.jspecify.annotations.NullMarked;
