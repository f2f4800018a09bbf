package de.dfki.lt.tools.tokenizer.annotate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the marks of each key in one array as long as the text. */
public class FastAnnotatedString implements AnnotatedString {
    private final String text;
    private final Map<String, Marks> marks = new HashMap<>();
    private int position;

    public FastAnnotatedString(String text) {
        this.text = text;
    }

    public void annotate(String key, Object value, int start, int end) {
        Marks of = marks.computeIfAbsent(key, unmarked -> new Marks(text.length()));
        Arrays.fill(of.values, start, end, value);
        Arrays.fill(of.begins, start, end, false);
        of.begins[start] = true;
        of.begins[end] = true;
    }

    @Override
    public char setIndex(int newPosition) {
        position = newPosition;
        return position >= 0 && position < text.length() ? text.charAt(position) : DONE;
    }

    @Override
    public @Nullable Object getAnnotation(String key) {
        Marks of = marks.get(key);
        return of == null || position >= text.length() ? null : of.values[position];
    }

    @Override
    public int getRunStart(String key) {
        Marks of = marks.get(key);
        int start = position;
        while (start > 0 && (of == null || !of.begins[start])) {
            start--;
        }
        return start;
    }

    @Override
    public int getRunLimit(String key) {
        Marks of = marks.get(key);
        int limit = position + 1;
        while (limit < text.length() && (of == null || !of.begins[limit])) {
            limit++;
        }
        return Math.min(limit, text.length());
    }

    @Override
    public String substring(int start, int end) {
        return text.substring(start, end);
    }

    private static final class Marks {
        final @Nullable Object[] values;
        final boolean[] begins;

        Marks(int length) {
            values = new Object[length];
            begins = new boolean[length + 1];
        }
    }
}
