/** Language models that take no part in a call: who plays its user, and who judges it. */
@NullMarked
package antiphon.simulation.minds;

import org.jspecify.annotations.NullMarked;
