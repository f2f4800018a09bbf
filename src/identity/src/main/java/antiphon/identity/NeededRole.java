package antiphon.identity;

import java.util.regex.Pattern;

/** The role that an operation needs, from its method and path alone. */
final class NeededRole {
    /** What runs calls and engines rather than changing what they are. */
    private static final Pattern OPERATION =
            Pattern.compile("/v1/convai/(conversations?|twilio|sip-trunk|exotel|whatsapp|batch-calling)(/.*)?"
                    + "|/v1/(text-to-speech|speech-to-text|speech-to-speech|single-use-token)(/.*)?");

    /** What opens a call though it looks like looking. */
    private static final Pattern OPENING = Pattern.compile("/v1/convai/conversation/get[-_]signed[-_]url");

    /** What touches keys and the secrets of webhooks, or tells who did what, or all that was ever said in a call. */
    private static final Pattern ADMINISTRATION =
            Pattern.compile("/v1/antiphon/(keys|audit|webhooks)(/.*)?|/v1/antiphon/conversations/[^/]+/journal");

    /** Whoever changes tools and agents must see what they can be connected with; the rest is for admins. */
    private static final Pattern WORKSPACE = Pattern.compile("/v1/workspace(/.*)?");

    private NeededRole() {}

    /** @param path as {@link CallerFilter} reads it */
    static Role of(String method, String path) {
        if (ADMINISTRATION.matcher(path).matches()) {
            return Role.ADMIN;
        }
        if (WORKSPACE.matcher(path).matches()) {
            return looksOnly(method) ? Role.EDITOR : Role.ADMIN;
        }
        if (looksOnly(method)) {
            return OPENING.matcher(path).matches() ? Role.OPERATOR : Role.VIEWER;
        }
        return OPERATION.matcher(path).matches() ? Role.OPERATOR : Role.EDITOR;
    }

    static boolean looksOnly(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
