/**
 * Ears and mouth that come with the house and need no account: everything runs on this machine. The engines themselves
 * live in a library of the server and are reached through its facades only; where it is absent, nothing here is
 * offered.
 */
@NullMarked
package antiphon.speech.embedded;

import org.jspecify.annotations.NullMarked;
