package antiphon.speech.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A {@code multipart/form-data} body (RFC 7578), which the HTTP client of the JDK does not make. */
final class MultipartForm {
    private final String boundary = "antiphon-" + UUID.randomUUID();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    MultipartForm field(String name, String value) {
        part("name=\"" + name + "\"", "text/plain; charset=utf-8", value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    MultipartForm file(String name, String fileName, String type, byte[] content) {
        part("name=\"" + name + "\"; filename=\"" + fileName + "\"", type, content);
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** @return the whole, closed; nothing may be added after */
    byte[] bytes() {
        write("--" + boundary + "--\r\n");
        return body.toByteArray();
    }

    /** @param name written by this house, so that nothing in it needs quoting */
    private void part(String name, String type, byte[] content) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; " + name + "\r\nContent-Type: " + type
                + "\r\n\r\n");
        body.writeBytes(content);
        write("\r\n");
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
