package antiphon.identity;

import java.util.regex.Pattern;

/** The role that an operation needs, from its method and path alone. */
final class NeededRole {
    /** What runs calls rather than changing what they are. */
    private static final Pattern OPERATION =
            Pattern.compile("/v1/convai/(conversations?|twilio|sip-trunk|exotel|whatsapp|batch-calling)(/.*)?");

    /** What touches keys, or all that was ever said in a call. */
    private static final Pattern ADMINISTRATION = Pattern.compile(
            "/v1/antiphon/api-keys(/.*)?|/v1/workspace(/.*)?|/v1/antiphon/conversations/[^/]+/journal/?");

    private NeededRole() {}

    static Role of(String method, String path) {
        if (ADMINISTRATION.matcher(path).matches()) {
            return Role.ADMIN;
        }
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> Role.VIEWER;
            default -> OPERATION.matcher(path).matches() ? Role.OPERATOR : Role.EDITOR;
        };
    }
}
