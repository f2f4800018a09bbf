package antiphon.agents.knowledge.reading;

import antiphon.agents.outgoing.OutgoingFailure;
import antiphon.agents.outgoing.OutgoingRequest;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.outgoing.OutgoingResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches what stands at an address of the web, where the guard of outgoing requests allows it; each redirect anew. */
@ApplicationScoped
public class WebPages {
    /** The name under which robots.txt may speak of us. */
    public static final String AGENT = "Antiphon";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    @Inject
    OutgoingRequests requests;

    @SuppressWarnings("NullAway.Init") // for CDI
    public WebPages() {}

    /** Without a container. */
    public WebPages(OutgoingRequests requests) {
        this.requests = requests;
    }

    /** @param address where it was found in the end */
    public record Fetched(URI address, int status, byte[] body, String mediaType) {
        public boolean successful() {
            return status >= 200 && status < 300;
        }

        /**
         * What can be read of it.
         *
         * @throws Unreadable when nothing can, or the server answered with an error
         */
        public Extract read() {
            if (!successful()) {
                throw new Unreadable("The server answered with the status " + status + ".");
            }
            String path = address.getPath() == null ? "" : address.getPath();
            return Documents.read(body, path.substring(path.lastIndexOf('/') + 1), mediaType);
        }
    }

    /**
     * An address as it was written, if it is one of the web.
     *
     * @throws Unreadable when it is none
     */
    public static URI address(String text) {
        try {
            URI address = URI.create(text.strip()).normalize();
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("(?i)https?")) {
                return withoutFragment(address);
            }
        } catch (IllegalArgumentException malformed) {
            // Told below.
        }
        throw new Unreadable("The address must be one of the web, such as https://example.com/help.");
    }

    static URI withoutFragment(URI address) {
        String text = address.toString();
        int at = text.indexOf('#');
        return at < 0 ? address : URI.create(text.substring(0, at));
    }

    /**
     * Fetches; blocks.
     *
     * @throws Unreadable when no answer comes, or requests may not go there
     */
    public Fetched fetch(URI address, long mostBytes) {
        URI at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            OutgoingResponse response = ask(at, mostBytes);
            Optional<String> onward = response.header("location").filter(to -> REDIRECTS.contains(response.status()));
            if (onward.isEmpty()) {
                String type = response.header("content-type").orElse("").replaceFirst(";.*", "");
                return new Fetched(at, response.status(), response.body(), type.strip());
            }
            at = onward(at, onward.get());
        }
        throw new Unreadable("The server redirects more than " + MOST_REDIRECTS + " times.");
    }

    private static URI onward(URI from, String location) {
        try {
            return address(from.resolve(location.strip()).toString());
        } catch (IllegalArgumentException malformed) {
            throw new Unreadable("The server redirects to what is no address.");
        }
    }

    private OutgoingResponse ask(URI address, long mostBytes) {
        try {
            return requests.exchange(new OutgoingRequest(
                            "GET",
                            address,
                            Map.of("Accept", "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5"),
                            Optional.empty(),
                            PATIENCE,
                            mostBytes))
                    .whole();
        } catch (OutgoingFailure failure) {
            throw new Unreadable(String.valueOf(failure.getMessage()));
        }
    }
}
