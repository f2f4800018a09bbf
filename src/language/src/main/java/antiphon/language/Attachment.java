package antiphon.language;

/**
 * A file that is part of a dialogue.
 *
 * @param id by which {@link Attachments} find its content
 * @param name as its owner calls it
 * @param mediaType {@code image/…}, {@code application/pdf} or {@code text/plain} in UTF-8
 */
public record Attachment(String id, String name, String mediaType) {}
