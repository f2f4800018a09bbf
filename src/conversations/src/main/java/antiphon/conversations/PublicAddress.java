package antiphon.conversations;

import antiphon.conversations.record.ConversationSettings;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where clients reach this server: as configured, or else as the request came. */
public record PublicAddress(ConversationSettings settings) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\[\\]:_-]{1,255}");

    /**
     * The address to which paths of this server's sockets are added.
     *
     * @param request the address that the request reached
     * @param header a header of the request by its name
     * @return {@code ws} or {@code wss}, host, and port where it is not the usual one; no path unless configured
     */
    String webSocket(URI request, Function<String, @Nullable String> header) {
        if (settings.publicUrl().isPresent()) {
            return "ws" + settings.publicUrl().get().toString().substring("http".length());
        }
        Optional<String> scheme = forwarded(header, "X-Forwarded-Proto").filter(name -> name.matches("https?"));
        Optional<String> host = forwarded(header, "X-Forwarded-Host").filter(HOST.asMatchPredicate());
        return "ws" + scheme.orElse(request.getScheme()).substring("http".length()) + "://"
                + host.orElse(request.getAuthority());
    }

    /** The same for paths of its doors: {@code http} or {@code https}. */
    public String http(URI request, Function<String, @Nullable String> header) {
        return "http" + webSocket(request, header).substring("ws".length());
    }

    private Optional<String> forwarded(Function<String, @Nullable String> header, String name) {
        return settings.trustsProxy()
                ? Optional.ofNullable(header.apply(name))
                        .map(value -> value.replaceFirst(",.*", "").strip())
                : Optional.empty();
    }
}
