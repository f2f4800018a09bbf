package antiphon.conversations.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What may be left in a conversation: images, PDF and text, told by their bytes. */
enum FileKind {
    PNG("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}),
    JPEG("image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}),
    GIF("image/gif", new byte[] {'G', 'I', 'F', '8'}),
    WEBP("image/webp", new byte[] {'R', 'I', 'F', 'F'}),
    PDF("application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'}),
    TEXT("text/plain", new byte[0]);

    private static final byte[] WEBP_FORM = {'W', 'E', 'B', 'P'};
    private static final int WEBP_FORM_AT = 8;

    private final String mediaType;
    private final byte[] beginning;

    FileKind(String mediaType, byte[] beginning) {
        this.mediaType = mediaType;
        this.beginning = beginning;
    }

    String mediaType() {
        return mediaType;
    }

    /** Empty for what is none of them. */
    static Optional<FileKind> of(byte[] content) {
        return Arrays.stream(values()).filter(kind -> kind.fits(content)).findFirst();
    }

    private boolean fits(byte[] content) {
        return switch (this) {
            case TEXT -> isText(content);
            case WEBP -> beginsWith(content, 0, beginning) && beginsWith(content, WEBP_FORM_AT, WEBP_FORM);
            default -> beginsWith(content, 0, beginning);
        };
    }

    private static boolean beginsWith(byte[] content, int from, byte[] wanted) {
        int to = from + wanted.length;
        return content.length >= to && Arrays.equals(content, from, to, wanted, 0, wanted.length);
    }

    private static boolean isText(byte[] content) {
        for (byte each : content) {
            if (each == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
