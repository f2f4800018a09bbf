/** Batch jobs whose queue are rows of a table: a timer looks whether any wait, and starts the job that works them off. */
@NullMarked
package antiphon.agents.jobs;

import org.jspecify.annotations.NullMarked;
