package antiphon.language.remote;

import dev.langchain4j.http.client.HttpClientBuilder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;

/** The connections that all remote models share, and how long each may keep us waiting. Any thread. */
public final class Connections {
    private final HttpClient http;
    private final Duration connectTimeout;
    private final Duration silence;

    /**
     * @param connectTimeout for reaching a provider
     * @param silence how long a provider may send nothing before its answer counts as lost
     */
    public Connections(Duration connectTimeout, Duration silence) {
        this.connectTimeout = connectTimeout;
        this.silence = silence;
        this.http = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    HttpClientBuilder client() {
        return new StreamClient.Builder(http, connectTimeout, silence);
    }

    Duration silence() {
        return silence;
    }
}
