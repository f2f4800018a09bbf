package antiphon.conversations.files;

import java.io.InputStream;

/**
 * A file on its way here.
 *
 * @param name as the client calls it; may be empty
 */
public record Upload(String name, InputStream content) {}
