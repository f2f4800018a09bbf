/**
 * The front door: the root of the public API, what every answer carries, health, the migrations at start and the words
 * of welcome on the console.
 *
 * <p>Knows every room and decides nothing for any of them; nobody comes here.
 */
@NullMarked
package antiphon.web;

import org.jspecify.annotations.NullMarked;
