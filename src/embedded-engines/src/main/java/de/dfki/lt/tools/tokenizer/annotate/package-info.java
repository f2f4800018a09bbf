/**
 * A stand-in for the part of the tokenizer JTok that MaryTTS calls, since no repository has JTok itself. The names and
 * signatures are those MaryTTS was compiled against; the rules are our own.
 *
 * <p>Nobody but MaryTTS may come.
 */
@NullMarked
package de.dfki.lt.tools.tokenizer.annotate;

import org.jspecify.annotations.NullMarked;
