package antiphon.conversations.widget;

import java.util.Arrays;
import java.util.Optional;

/** Pictures that every browser shows, told by their bytes. None of them can hold a script. */
enum PictureKind {
    PNG("image/png", "\211PNG\r\n\032\n", ""),
    JPEG("image/jpeg", "\377\330\377", ""),
    GIF("image/gif", "GIF8", ""),
    WEBP("image/webp", "RIFF", "WEBP");

    private static final int FORM_AT = 8;

    private final String mediaType;
    private final String beginning;
    private final String form;

    /** @param form of a RIFF file, after its length; a character for each byte, like the beginning */
    PictureKind(String mediaType, String beginning, String form) {
        this.mediaType = mediaType;
        this.beginning = beginning;
        this.form = form;
    }

    String mediaType() {
        return mediaType;
    }

    /** Empty for what is none of them. */
    static Optional<PictureKind> of(byte[] content) {
        return Arrays.stream(values())
                .filter(kind -> has(content, 0, kind.beginning) && has(content, FORM_AT, kind.form))
                .findFirst();
    }

    private static boolean has(byte[] content, int from, String wanted) {
        if (content.length < from + wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if ((content[from + i] & 0xFF) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
