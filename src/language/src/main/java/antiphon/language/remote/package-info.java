/**
 * Language models of others, reached over HTTP: OpenAI, Anthropic, Google Gemini, and whoever speaks as OpenAI does.
 *
 * <p>LangChain4j knows each provider's wire; here its models become ours: dialogues and tools are translated, answers
 * stream on a virtual thread each, and what went wrong is told without a word of the prompt. The names of models and
 * the choice among them live in {@code antiphon.language}, which alone may come.
 */
@NullMarked
package antiphon.language.remote;

import org.jspecify.annotations.NullMarked;
