package antiphon.conversations.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is answered to somebody who asks for a recording, or for a range of its bytes (RFC 9110).
 *
 * @param complete whether nothing will be added to the recording; before, there are no ranges of it
 * @param from the first byte
 * @param length 0 where the range that was asked for lies behind the end
 */
public record SoundPart(SoundFile file, boolean complete, int status, long from, long length) {
    private static final int WHOLE = 200;
    private static final int PART = 206;
    private static final int BEYOND = 416;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** @param range the header of that name; several ranges at once, or nonsense, count as none */
    public static SoundPart of(SoundFile file, boolean complete, Optional<String> range) {
        Matcher asked = RANGE.matcher(range.map(String::strip).orElse(""));
        long all = file.length();
        if (!complete
                || !asked.matches()
                || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            return new SoundPart(file, complete, WHOLE, 0, all);
        }
        boolean last = asked.group(1).isEmpty();
        long first = last ? Math.max(0, all - Long.parseLong(asked.group(2))) : Long.parseLong(asked.group(1));
        long end = last || asked.group(2).isEmpty() ? all - 1 : Math.min(all - 1, Long.parseLong(asked.group(2)));
        if (!last && !asked.group(2).isEmpty() && Long.parseLong(asked.group(2)) < first) {
            return new SoundPart(file, true, WHOLE, 0, all);
        }
        return first >= all
                ? new SoundPart(file, true, BEYOND, 0, 0)
                : new SoundPart(file, true, PART, first, end - first + 1);
    }

    public String mediaType() {
        return file.format().mediaType();
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** What the answer says besides its kind. */
    public Map<String, Object> headers() {
        Map<String, Object> headers = new TreeMap<>();
        headers.put("Accept-Ranges", complete ? "bytes" : "none");
        if (status == PART) {
            headers.put("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + file.length());
        } else if (status == BEYOND) {
            headers.put("Content-Range", "bytes */" + file.length());
        }
        if (complete && length > 0) {
            headers.put("Content-Length", length);
        }
        return headers;
    }

    public void writeTo(OutputStream out) throws IOException {
        file.write(from, length, out);
    }
}
