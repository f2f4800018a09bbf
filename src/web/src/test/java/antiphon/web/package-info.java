/** Tests that look at the whole house. */
@NullMarked
package antiphon.web;

import org.jspecify.annotations.NullMarked;
