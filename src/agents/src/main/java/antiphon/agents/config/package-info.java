/**
 * An agent's document, read into types: one record per section of the API's configuration, defaults from the contract.
 *
 * <p>Whoever makes a call out of an agent comes here. Reading only: nothing here changes or keeps a document, and fields
 * that no call needs are left in the JSON.
 */
@NullMarked
package antiphon.agents.config;

import org.jspecify.annotations.NullMarked;
