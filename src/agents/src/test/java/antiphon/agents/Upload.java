package antiphon.agents;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with a file, as a browser sends it. */
final class Upload {
    static final String TYPE = "multipart/form-data; boundary=ring";
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Upload field(String name, String value) {
        write("--ring\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
        return this;
    }

    Upload file(String filename, String type, byte[] content) {
        write("--ring\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + filename + "\"\r\nContent-Type: "
                + type + "\r\n\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    byte[] end() {
        write("--ring--\r\n");
        return bytes.toByteArray();
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
