/**
 * What owners do with an agent's branches: make and name them, put them upon or into one another, keep a draft on one,
 * and share calls out among them.
 *
 * <p>The branches themselves and their versions are in {@link antiphon.agents}, which knows nothing of this package.
 */
@NullMarked
package antiphon.agents.branches;

import org.jspecify.annotations.NullMarked;
