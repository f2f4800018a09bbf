/** How an agent presents itself on a web page, before anybody talks to it. */
@NullMarked
package antiphon.conversations.widget;

import org.jspecify.annotations.NullMarked;
