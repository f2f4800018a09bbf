/**
 * The contract's schemas, machine-readable: what is wrong with a document, and what it says once every default is
 * filled in.
 *
 * <p>The schemas stand in {@code schemas.json} beside these classes and are cut from the contract by
 * {@code src/build/extract-schemas.py}. Nothing here knows what the fields mean.
 */
@NullMarked
package antiphon.api.contract;

import org.jspecify.annotations.NullMarked;
