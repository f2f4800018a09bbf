package antiphon.api;

import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A file or a value on its way here in a form ({@code multipart/form-data}, RFC 7578).
 *
 * @param field of the form
 * @param name as the client calls the file; may be empty
 * @param mediaType as the client says
 */
public record FormPart(String field, String name, String mediaType, InputStream content) {
    private static final int LONGEST_NAME = 255;

    /** What is in this field of a form. */
    public static Optional<FormPart> in(List<EntityPart> form, String field) {
        return form.stream()
                .filter(part -> field.equals(part.getName()))
                .findFirst()
                .map(part -> new FormPart(
                        field, part.getFileName().orElse(""), String.valueOf(part.getMediaType()), part.getContent()));
    }

    /**
     * What is in this field of a form.
     *
     * @throws Refusal.Invalid when there is none
     */
    public static FormPart required(List<EntityPart> form, String field) {
        return in(form, field)
                .orElseThrow(() -> new Refusal.Invalid(Problem.at("body." + field, "Field required", "missing")));
    }

    /** The name without the way to the file, which some browsers send, and without what cannot be shown. */
    public String plainName() {
        String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = bare.substring(0, Math.min(bare.length(), LONGEST_NAME))
                .replaceAll("[\\p{Cntrl}\\p{Cs}]", "")
                .strip();
        return clean.isEmpty() ? "file" : clean;
    }

    /**
     * All of it.
     *
     * @throws Refusal.TooLarge when there are more bytes than that
     */
    public byte[] bytes(int most) {
        try (content) {
            byte[] bytes = content.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refusal.TooLarge(most);
            }
            return bytes;
        } catch (IOException broken) {
            throw new Refusal.Invalid(Problem.at("body." + field, "The body broke off", "value_error"));
        }
    }
}
