package antiphon.conversations.files;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A file on its way here.
 *
 * @param name as the client calls it; may be empty
 */
public record Upload(String name, InputStream content) {
    private static final int LONGEST_NAME = 255;

    /**
     * The file of a form.
     *
     * @throws Refusal.Invalid when there is none in this field
     */
    public static Upload of(List<EntityPart> form, String field) {
        return form.stream()
                .filter(part -> field.equals(part.getName()))
                .findFirst()
                .map(part -> new Upload(part.getFileName().orElse(""), part.getContent()))
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
     * @param field of the form, to be named where something is wrong
     * @throws Refusal.TooLarge when there are more bytes than that
     */
    public byte[] bytes(int most, String field) {
        try {
            byte[] bytes = content.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refusal.TooLarge(most);
            }
            return bytes;
        } catch (IOException broken) {
            throw new Refusal.Invalid(Problem.at("body." + field, "The file did not come to its end", "value_error"));
        }
    }
}
