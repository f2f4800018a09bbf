/** What became of calls, for those who ask afterwards: the doors to their record. */
@NullMarked
package antiphon.conversations.history;

import org.jspecify.annotations.NullMarked;
