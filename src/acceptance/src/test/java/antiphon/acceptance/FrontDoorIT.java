package antiphon.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the house answers before any room does. */
@ExtendWith(ArquillianExtension.class)
class FrontDoorIT {

    @Resource(lookup = "jdbc/app")
    DataSource dataSource;

    @Deployment
    public static WebArchive tests() {
        return ShrinkWrap.create(WebArchive.class, "front-door-tests.war")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    @Test
    @RunAsClient
    void the_server_is_ready_while_its_database_answers_and_its_engines_are_warm() throws Exception {
        Readiness.await(URI.create(System.getProperty("antiphon.base.url")), () -> true);
        HttpResponse<String> answer = send(get("/health/ready"));

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"database\""), answer.body());
        assertTrue(answer.body().contains("\"providers\""), answer.body());
    }

    @Test
    @RunAsClient
    void a_visitor_with_a_browser_is_greeted() throws Exception {
        HttpResponse<String> answer = send(get("/").header("Accept", "text/html"));

        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
        assertTrue(answer.body().contains("/v1/convai"), answer.body());
    }

    @Test
    @RunAsClient
    void a_page_of_another_origin_may_ask_with_a_key() throws Exception {
        HttpResponse<String> answer = send(get("/v1/convai/agents/create")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "xi-api-key, content-type"));

        assertEquals(204, answer.statusCode(), answer.body());
        assertEquals(
                "https://shop.example",
                answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        assertTrue(answer.headers()
                .firstValue("Access-Control-Allow-Headers")
                .orElseThrow()
                .contains("xi-api-key"));
    }

    @Test
    void the_schema_was_migrated_before_anyone_came() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*), bool_and(success) from flyway_schema_history")) {
            assertTrue(rows.next());
            assertTrue(rows.getInt(1) > 0, "no migration was applied");
            assertTrue(rows.getBoolean(2), "a migration failed");
        }
    }

    @Test
    void the_embedded_database_keeps_what_it_was_told() throws SQLException {
        assertEquals("on", answer("select current_setting('fsync')"));
    }

    @Test
    void the_embedded_database_lets_nobody_in_without_the_password() throws SQLException {
        assertEquals("0", answer("select count(*) from pg_hba_file_rules where auth_method = 'trust'"));
    }

    @Test
    void a_transaction_may_span_what_the_rooms_do() throws SQLException {
        assertEquals("t", answer("select current_setting('max_prepared_transactions')::int > 0"));
    }

    private String answer(String query) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(query);
                var rows = statement.executeQuery()) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(System.getProperty("antiphon.base.url") + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
