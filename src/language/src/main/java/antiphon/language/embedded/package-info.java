/**
 * What the house can say without anybody else's model: sentences as vectors, and a responder that finds the fitting
 * facts in an agent's own instructions.
 *
 * <p>Reaches the engine only through {@code antiphon.engines}, and lives without it. Known to {@code LanguageModels}
 * alone; the embedder also to whoever looks for passages.
 */
@NullMarked
package antiphon.language.embedded;

import org.jspecify.annotations.NullMarked;
