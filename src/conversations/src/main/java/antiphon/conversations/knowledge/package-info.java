/**
 * What an agent knows beyond its instructions, in a call: documents that its models read whole, and passages that are looked
 * up for what the caller says.
 */
@NullMarked
package antiphon.conversations.knowledge;

import org.jspecify.annotations.NullMarked;
