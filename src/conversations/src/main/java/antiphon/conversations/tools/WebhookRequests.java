package antiphon.conversations.tools;

import antiphon.agents.config.HeaderValue;
import antiphon.agents.config.ToolConfig.WebhookTool;
import antiphon.agents.connections.Credentials;
import antiphon.agents.outgoing.OutgoingRequest;
import antiphon.agents.outgoing.OutgoingRequest.Body;
import antiphon.conversations.tools.ToolSurroundings.Reach;
import antiphon.conversations.tools.WebhookParts.Part;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the requests of one webhook tool. */
final class WebhookRequests {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final WebhookTool config;
    private final WebhookParts parts;
    private final CallVariables variables;
    private final Map<String, String> secrets = new TreeMap<>();
    private Optional<String> unready = Optional.empty();
    private Optional<Credentials> credentials = Optional.empty();

    /** @param reach whose secrets and auth connections are asked once, now */
    WebhookRequests(WebhookTool config, WebhookParts parts, CallVariables variables, Reach reach) {
        this.config = config;
        this.parts = parts;
        this.variables = variables;
        if (config.request().needsConnection()) {
            connect(reach.credentials());
        }
        config.request().headers().forEach((name, value) -> ready(name, value, reach.reveal()));
    }

    private void connect(Function<String, Credentials> connections) {
        if (config.request().connectionId().isEmpty()) {
            unready = Optional.of("its auth connection is named by an environment variable of the workspace");
            return;
        }
        try {
            credentials = Optional.of(
                    connections.apply(config.request().connectionId().get()));
        } catch (RuntimeException gone) {
            unready = Optional.of("its auth connection is not there any more");
        }
    }

    private void ready(String name, HeaderValue value, Function<String, String> reveal) {
        switch (value) {
            case HeaderValue.Secret(String id) -> {
                try {
                    secrets.put(name, reveal.apply(id));
                } catch (RuntimeException gone) {
                    unready = Optional.of("the secret of its header " + name + " is not there any more");
                }
            }
            case HeaderValue.EnvironmentVariable variable ->
                variable.in(variables::value)
                        .ifPresentOrElse(
                                text -> secrets.put(name, text),
                                () -> unready = Optional.of("the environment of this conversation has no variable "
                                        + variable.label() + ", which its header " + name + " needs"));
            case HeaderValue.Literal literal -> {}
            case HeaderValue.DynamicVariable variable -> {}
        }
    }

    /** Why this tool cannot be used at all; empty when it can. */
    Optional<String> unready() {
        return unready;
    }

    /**
     * Blocks where a token for an auth connection has to be asked for.
     *
     * @param complete all arguments
     * @throws IllegalArgumentException saying what is wrong with them
     * @throws antiphon.agents.connections.ConnectionFailure saying why the auth connection gives no credentials
     */
    OutgoingRequest request(JsonObject complete) {
        boolean hasBody = !config.request().method().equals("GET")
                && config.request().body().isPresent();
        return new OutgoingRequest(
                config.request().method(),
                address(complete),
                headers(),
                hasBody ? Optional.of(body(parts.of(Part.BODY, complete))) : Optional.empty(),
                config.responseTimeout(),
                OutgoingRequest.USUAL_MOST_BYTES);
    }

    private URI address(JsonObject complete) {
        String address = variables.fill(config.request().url());
        for (Map.Entry<String, JsonValue> argument :
                parts.of(Part.PATH, complete).entrySet()) {
            address = address.replace("{" + argument.getKey() + "}", segment(JsonText.words(argument.getValue())));
        }
        String query = encoded(parts.of(Part.QUERY, complete));
        if (!query.isEmpty()) {
            address += (address.contains("?") ? "&" : "?") + query;
        }
        try {
            return new URI(address);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("The tool's address is not complete or not an address.", wrong);
        }
    }

    /** One step of a path, never a way up. */
    private static String segment(String value) {
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("An argument that is part of the address may not be only dots.");
        }
        return encoded(value);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>(secrets);
        config.request().headers().forEach((name, value) -> {
            switch (value) {
                case HeaderValue.Literal(String text) -> headers.put(name, variables.fillSecretly(text));
                case HeaderValue.DynamicVariable(String variable) -> headers.put(name, variables.value(variable));
                case HeaderValue.Secret secret -> {}
                case HeaderValue.EnvironmentVariable variable -> {}
            }
        });
        credentials.ifPresent(proof -> headers.putAll(proof.headers()));
        return headers;
    }

    private Body body(JsonObject values) {
        boolean form = config.request().contentType().equals(FORM);
        String text = form ? encoded(values) : values.toString();
        return new Body(form ? FORM : "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(JsonObject values) {
        return values.entrySet().stream()
                .filter(value -> value.getValue() != JsonValue.NULL)
                .map(value -> encoded(value.getKey()) + "=" + encoded(flat(value.getValue())))
                .collect(Collectors.joining("&"));
    }

    private static String flat(JsonValue value) {
        return value instanceof JsonArray list
                ? list.stream().map(JsonText::words).collect(Collectors.joining(","))
                : JsonText.words(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
