package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.agents.connections.ConnectionFailure;
import antiphon.api.contract.Contract;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthConnectionDoorsTest {
    private static final String DOOR = "/v1/workspace/auth-connections";
    private static final String SHARED_KEY = "a-shared-key-of-more-than-256-bits";

    private TestServer server;
    private HttpServer tokens;
    private String tokenUrl = "";
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile String answer = "";

    private record Asked(Headers headers, Map<String, String> form) {}

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        server = new TestServer(directory);
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/token", exchange -> {
            Map<String, String> form = new HashMap<>();
            for (String field :
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&")) {
                String[] parts = field.split("=", 2);
                form.put(decoded(parts[0]), decoded(parts[1]));
            }
            asked.add(new Asked(exchange.getRequestHeaders(), form));
            byte[] bytes = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        tokens.start();
        tokenUrl = "http://localhost:" + tokens.getAddress().getPort() + "/token";
    }

    @AfterAll
    void close() throws IOException {
        tokens.stop(0);
        server.close();
    }

    @BeforeEach
    void forget() {
        asked.clear();
        status = 200;
        answer = "{'access_token':'t1','expires_in':300,'token_type':'Bearer'}";
        server.now = TestServer.START;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private JsonObject created(String body) {
        Answer made = server.send("POST", DOOR, body.replace('\'', '"'));
        assertEquals(200, made.status(), made.body());
        return made.json();
    }

    private Map<String, String> headers(JsonObject connection) {
        return server.database.inTransaction(() ->
                server.connections.credentials().of(connection.getString("id")).headers());
    }

    private String clientCredentials(String more) {
        return "{'auth_type':'oauth2_client_credentials','name':'CRM','provider':'crm','client_id':'me &','client_secret':'s3cret+',"
                + "'token_url':'" + tokenUrl + "','scopes':['read','write'],'extra_params':{'tenant':'7'},"
                + "'custom_headers':{'X-Region':'eu'}" + more + "}";
    }

    private static String pem() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\\n" + Base64.getEncoder().encodeToString(key)
                + "\\n-----END PRIVATE KEY-----";
    }

    @Test
    void each_kind_is_kept_shown_without_its_secret_as_the_contract_says_and_deleted() throws Exception {
        Map<String, String> kinds = Map.of(
                "OAuth2ClientCredsResponse",
                clientCredentials(""),
                "BasicAuthResponse",
                "{'auth_type':'basic_auth','name':'B','provider':'p','username':'u','password':'s3cret'}",
                "BearerAuthResponse",
                "{'auth_type':'bearer_auth','name':'T','provider':'p','token':'s3cret'}",
                "CustomHeaderAuthResponse",
                "{'auth_type':'custom_header_auth','name':'H','provider':'p','header_name':'X-Key','token':'s3cret'}",
                "PrivateKeyJWTResponse",
                "{'auth_type':'private_key_jwt','name':'J','provider':'p','algorithm':'RS256','issuer':'i','audience':'a',"
                        + "'subject':'s','secret_key':'" + pem() + "'}",
                "OAuth2JWTResponse",
                "{'auth_type':'oauth2_jwt','name':'O','provider':'p','issuer':'i','audience':'a','subject':'s',"
                        + "'token_url':'" + tokenUrl + "','secret_key':'" + SHARED_KEY + "s3cret'}");
        kinds.forEach((schema, body) -> {
            JsonObject made = created(body);
            assertEquals(List.of(), Contract.stated().problems(schema, made), schema);
            assertEquals("active", made.getString("status"));
            assertTrue(made.getJsonObject("used_by").getJsonArray("tools").isEmpty());
            Answer listed = server.send("GET", DOOR, "");
            assertEquals(List.of(), Contract.stated().problems("ListAuthConnectionsResponse", listed.json()));
            assertTrue(listed.body().contains(made.getString("id")));
            String everything =
                    made + listed.body() + server.database.column("select auth_connection::text from auth_connection");
            assertFalse(everything.contains("s3cret"), schema);
            assertEquals(
                    200,
                    server.send("DELETE", DOOR + "/" + made.getString("id"), "").status());
            assertEquals(
                    404,
                    server.send("DELETE", DOOR + "/" + made.getString("id"), "").status());
        });
        assertTrue(server.database
                        .column("select action from audit_entry where action like 'auth_connection.%'")
                        .size()
                >= 2 * kinds.size());
    }

    @Test
    void what_is_wrong_is_named() throws Exception {
        Map<String, String> wrong = Map.of(
                "{'name':'B','provider':'p'}",
                "auth_type",
                "{'auth_type':'slack_bot_auth','name':'B'}",
                "auth_type",
                "{'auth_type':'basic_auth','name':'B','provider':'p','username':'u'}",
                "password",
                "{'auth_type':'bearer_auth','name':' ','provider':'p','token':'t'}",
                "name",
                clientCredentials("").replace(tokenUrl, "ftp://x"),
                "token_url",
                "{'auth_type':'custom_header_auth','name':'H','provider':'p','header_name':'X: Y','token':'t'}",
                "header_name",
                "{'auth_type':'private_key_jwt','name':'J','provider':'p','algorithm':'RS256','issuer':'i','audience':'a','subject':'s','secret_key':'x'}",
                "secret_key",
                "{'auth_type':'private_key_jwt','name':'J','provider':'p','algorithm':'HS512','issuer':'i','audience':'a','subject':'s','secret_key':'short'}",
                "secret_key");
        wrong.forEach((body, member) -> {
            Answer refused = server.send("POST", DOOR, body.replace('\'', '"'));
            assertEquals(422, refused.status(), body);
            assertTrue(refused.body().contains("\"" + member + "\"]"), refused.body());
        });
        Answer mtls = server.send(
                "POST",
                DOOR,
                "{\"auth_type\":\"mtls\",\"name\":\"M\",\"provider\":\"p\",\"client_certificate\":\"c\",\"client_key\":\"k\"}");
        assertEquals(501, mtls.status());
        assertEquals(404, server.send("PATCH", DOOR + "/auth_none", "{}").status());
    }

    @Test
    void a_connection_is_changed_in_place_and_its_old_token_forgotten() {
        JsonObject made = created(clientCredentials(""));
        assertEquals("Bearer t1", headers(made).get("Authorization"));
        server.now = TestServer.START.plusSeconds(1);
        Answer changed = server.send(
                "PATCH",
                DOOR + "/" + made.getString("id"),
                "{\"auth_type\":\"oauth2_client_credentials\",\"client_secret\":\"other\",\"scopes\":null}");
        assertEquals(200, changed.status(), changed.body());
        assertEquals(made.get("scopes"), changed.json().get("scopes"));
        answer = "{'access_token':'t2'}";
        assertEquals("Bearer t2", headers(made).get("Authorization"));
        assertEquals("other", asked.getLast().form().get("client_secret"));
        assertEquals(
                422,
                server.send("PATCH", DOOR + "/" + made.getString("id"), "{\"auth_type\":\"basic_auth\"}")
                        .status());
        assertEquals(
                422,
                server.send("PATCH", DOOR + "/" + made.getString("id"), "{\"scopes\":7}")
                        .status());
    }

    @Test
    void a_token_is_asked_for_as_the_standard_says_and_kept_until_it_nearly_expires() {
        JsonObject made = created(clientCredentials(""));
        assertEquals(Map.of("Authorization", "Bearer t1"), headers(made));
        assertEquals(
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "me &",
                        "client_secret", "s3cret+",
                        "scope", "read write",
                        "tenant", "7"),
                asked.getFirst().form());
        assertEquals("eu", asked.getFirst().headers().getFirst("X-Region"));
        server.now = TestServer.START.plusSeconds(269);
        headers(made);
        assertEquals(1, asked.size());
        server.now = TestServer.START.plusSeconds(271);
        headers(made);
        assertEquals(2, asked.size());

        headers(created(clientCredentials(",'basic_auth_in_header':true")));
        assertFalse(asked.getLast().form().containsKey("client_secret"));
        assertEquals(
                "Basic " + Base64.getEncoder().encodeToString("me+%26:s3cret%2B".getBytes(StandardCharsets.UTF_8)),
                asked.getLast().headers().getFirst("Authorization"));
    }

    @Test
    void a_signed_assertion_is_exchanged_or_sent_itself() throws Exception {
        String stated =
                "'name':'J','provider':'p','algorithm':'HS256','key_id':'k1','issuer':'me','audience':'them','subject':'it',"
                        + "'expiration_seconds':120,'extra_params':{'role':'reader'},'secret_key':'" + SHARED_KEY + "'";
        answer = "{'id_token':'idt','access_token':'act'}";
        JsonObject exchanged = created("{'auth_type':'oauth2_jwt','token_url':'" + tokenUrl
                + "','token_response_field':'id_token'," + stated + "}");
        assertEquals("Bearer idt", headers(exchanged).get("Authorization"));
        assertEquals(
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                asked.getFirst().form().get("grant_type"));
        assertEquals("reader", asked.getFirst().form().get("role"));
        var sent = SignedJWT.parse(asked.getFirst().form().get("assertion"));
        assertTrue(sent.verify(new MACVerifier(SHARED_KEY)));
        assertEquals("k1", sent.getHeader().getKeyID());

        JsonObject itself = created("{'auth_type':'private_key_jwt'," + stated + "}");
        var jwt = SignedJWT.parse(
                headers(itself).getOrDefault("Authorization", "").substring("Bearer ".length()));
        assertTrue(jwt.verify(new MACVerifier(SHARED_KEY)));
        assertEquals("me", jwt.getJWTClaimsSet().getIssuer());
        assertEquals(List.of("them"), jwt.getJWTClaimsSet().getAudience());
        assertEquals("reader", jwt.getJWTClaimsSet().getStringClaim("role"));
        assertEquals(
                TestServer.START.plusSeconds(120),
                jwt.getJWTClaimsSet().getExpirationTime().toInstant());
        assertEquals(1, asked.size());
    }

    @Test
    void simple_kinds_need_nobody_else() {
        assertEquals(
                Map.of("Authorization", "Basic dTpw"),
                headers(created("{'auth_type':'basic_auth','name':'B','provider':'p','username':'u','password':'p'}")));
        assertEquals(
                Map.of("X-Key", "k"),
                headers(
                        created(
                                "{'auth_type':'custom_header_auth','name':'H','provider':'p','header_name':'X-Key','token':'k'}")));
        assertEquals(List.of(), asked);
    }

    @Test
    void rejected_credentials_are_told_and_noted_and_forgiven_once_they_work() {
        JsonObject made = created(clientCredentials(""));
        status = 401;
        answer = "{'error':'invalid_client','error_description':'s3cret+ is wrong'}";
        var told = assertThrows(ConnectionFailure.class, () -> headersKeepingWhatIsNoted(made));
        assertFalse(String.valueOf(told.getMessage()).contains("s3cret"));
        assertEquals("credential_invalid", statusOf(made));
        status = 200;
        answer = "{'access_token':'t3'}";
        headersKeepingWhatIsNoted(made);
        assertEquals("active", statusOf(made));
        for (String useless : List.of("{}", "nonsense", "[]", "{'access_token':5}")) {
            JsonObject other = created(clientCredentials(""));
            answer = useless;
            assertThrows(ConnectionFailure.class, () -> headers(other), useless);
        }
    }

    private void headersKeepingWhatIsNoted(JsonObject connection) {
        Optional<ConnectionFailure> failed = server.database.inTransaction(() -> {
            try {
                server.connections.credentials().of(connection.getString("id")).headers();
                return Optional.empty();
            } catch (ConnectionFailure failure) {
                return Optional.of(failure);
            }
        });
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private String statusOf(JsonObject connection) {
        return server.database
                .column("select status from auth_connection where id = '" + connection.getString("id") + "'")
                .getFirst()
                .toString();
    }

    @Test
    void this_servers_own_network_is_closed_to_tokens_as_well() {
        JsonObject inside = created(clientCredentials("").replace(tokenUrl, "http://169.254.169.254/token"));
        assertThrows(ConnectionFailure.class, () -> headers(inside));
    }

    @Test
    void who_uses_a_connection_is_told_and_it_stays_while_used() {
        JsonObject made = created("{'auth_type':'bearer_auth','name':'T','provider':'p','token':'s3cret'}");
        String id = made.getString("id");
        String tool = "{\"tool_config\":{\"type\":\"webhook\",\"name\":\"t\",\"description\":\"d\",\"api_schema\":"
                + "{\"url\":\"https://x.example\",\"auth_connection\":{\"auth_connection_id\":\"%s\"}}}}";
        assertEquals(
                200, server.send("POST", "/v1/convai/tools", tool.formatted(id)).status());
        Answer stranger = server.send("POST", "/v1/convai/tools", tool.formatted("auth_none"));
        assertEquals(422, stranger.status());
        assertTrue(stranger.body().contains("auth_connection_id"), stranger.body());
        String mcp =
                "{\"config\":{\"name\":\"m\",\"url\":\"https://x.example\",\"auth_connection\":{\"auth_connection_id\":\"%s\"}}}";
        assertEquals(
                200,
                server.send("POST", "/v1/convai/mcp-servers", mcp.formatted(id)).status());
        assertEquals(
                422,
                server.send("POST", "/v1/convai/mcp-servers", mcp.formatted("auth_none"))
                        .status());
        JsonObject listed =
                server
                        .send("GET", DOOR, "")
                        .json()
                        .getJsonArray("auth_connections")
                        .getValuesAs(JsonObject.class)
                        .stream()
                        .filter(each -> each.getString("id").equals(id))
                        .findFirst()
                        .orElseThrow();
        assertEquals(List.of(), Contract.stated().problems("BearerAuthResponse", listed));
        assertEquals(1, listed.getJsonObject("used_by").getJsonArray("tools").size());
        assertEquals(
                1, listed.getJsonObject("used_by").getJsonArray("mcp_servers").size());
        assertEquals(409, server.send("DELETE", DOOR + "/" + id, "").status());
    }

    @Test
    void tokens_of_deleted_connections_are_forgotten_here_at_once_and_elsewhere_when_they_expired() {
        JsonObject deleted = created(clientCredentials(""));
        JsonObject deletedElsewhere = created(clientCredentials(""));
        JsonObject used = created(clientCredentials(""));
        headers(deleted);
        headers(deletedElsewhere);
        assertTrue(server.connections
                .kept()
                .containsAll(List.of(deleted.getString("id"), deletedElsewhere.getString("id"))));
        assertEquals(
                200,
                server.send("DELETE", DOOR + "/" + deleted.getString("id"), "").status());
        assertFalse(server.connections.kept().contains(deleted.getString("id")));
        server.now = server.now.plusSeconds(300);
        headers(used);
        assertEquals(Set.of(used.getString("id")), server.connections.kept());
    }
}
