package de.dfki.lt.tools.tokenizer.annotate;

import org.jspecify.annotations.Nullable;

/** A text with marks on runs of its characters, read at one position at a time. */
public interface AnnotatedString {
    /** What is read at the end of the text. */
    char DONE = '\uffff';

    /** @return the character there, or {@link #DONE} */
    char setIndex(int position);

    int getRunStart(String key);

    int getRunLimit(String key);

    @Nullable
    Object getAnnotation(String key);

    String substring(int start, int end);
}
