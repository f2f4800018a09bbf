package antiphon.conversations;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with a file, as a browser sends it. */
public final class FormBody {
    public static final String TYPE = "multipart/form-data; boundary=ring";
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public FormBody file(String field, String filename, String type, byte[] content) {
        write("--ring\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + filename
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    public byte[] end() {
        write("--ring--\r\n");
        return bytes.toByteArray();
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
