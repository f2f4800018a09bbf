package antiphon.conversations.blobs;

import java.util.regex.Pattern;

/** Names that mean the same on every disk and in every bucket, and nothing but themselves. */
final class BlobName {
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9_-]{1,100}\\.[a-z0-9]{1,10}");

    private BlobName() {}

    static boolean isGood(String name) {
        return GOOD.matcher(name).matches();
    }

    static String good(String name) {
        if (!isGood(name)) {
            throw new IllegalArgumentException(
                    "a blob's name has letters, digits, _ and - only, and one ending such as .s16le");
        }
        return name;
    }
}
