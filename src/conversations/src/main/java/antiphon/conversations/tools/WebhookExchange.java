package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig.WebhookTool;
import antiphon.agents.outgoing.OutgoingExchange;
import antiphon.agents.outgoing.OutgoingRequest;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.outgoing.OutgoingResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One use of a webhook: a request, and those to which its answers lead where the tool follows redirects. */
final class WebhookExchange {
    private static final int MOST_REDIRECTS = 5;

    private final OutgoingRequests requests;
    private final WebhookTool tool;
    private @Nullable OutgoingExchange current;
    private boolean cancelled;

    WebhookExchange(OutgoingRequests requests, WebhookTool tool) {
        this.requests = requests;
        this.tool = tool;
    }

    /** Blocks. Each address on the way is checked like the first. */
    OutgoingResponse send(OutgoingRequest first) {
        OutgoingRequest request = first;
        OutgoingResponse response = next(request).whole();
        for (int followed = 0; followed < MOST_REDIRECTS; followed++) {
            Optional<OutgoingRequest> onward = onward(request, response);
            if (onward.isEmpty()) {
                break;
            }
            request = onward.get();
            response = next(request).whole();
        }
        return response;
    }

    synchronized void cancel() {
        cancelled = true;
        if (current != null) {
            current.cancel();
        }
    }

    private synchronized OutgoingExchange next(OutgoingRequest request) {
        OutgoingExchange exchange = requests.exchange(request);
        current = exchange;
        if (cancelled) {
            exchange.cancel();
        }
        return exchange;
    }

    private Optional<OutgoingRequest> onward(OutgoingRequest request, OutgoingResponse response) {
        Optional<String> location = response.header("location");
        int status = response.status();
        if (!tool.redirects() || status < 301 || status > 308 || location.isEmpty()) {
            return Optional.empty();
        }
        URI address = request.address().resolve(location.get());
        String host = String.valueOf(address.getHost());
        boolean sameHost = host.equalsIgnoreCase(request.address().getHost());
        boolean allowed = tool.redirectDomains().isEmpty()
                || tool.redirectDomains().stream().anyMatch(host::equalsIgnoreCase);
        if (!sameHost && !allowed) {
            return Optional.empty();
        }
        boolean keepsMethod = status == 307 || status == 308 || request.method().equals("GET");
        // What was meant for one server, keys above all, is not shown to another.
        return Optional.of(new OutgoingRequest(
                keepsMethod ? request.method() : "GET",
                address,
                sameHost ? request.headers() : Map.of(),
                keepsMethod ? request.body() : Optional.empty(),
                request.timeout(),
                request.mostBytes()));
    }
}
