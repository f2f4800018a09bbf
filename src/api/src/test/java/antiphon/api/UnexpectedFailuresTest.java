package antiphon.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.io.UnsupportedEncodingException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnexpectedFailuresTest {
    private static final Logger LOG = Logger.getLogger(Incidents.class.getName());

    private final ResteasyDeployment doors = new ResteasyDeploymentImpl();
    private final List<String> logged = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Fails in ways of its own. */
    @Path("/v1/things")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Things {
        @POST
        @Path("{thing_id}")
        public JsonObject change(JsonObject sent) {
            return Json.createReader(new StringReader("what the server kept")).readObject();
        }

        @GET
        @Path("{thing_id}/answer")
        public JsonObject answer() {
            throw new WebApplicationException(new JsonException("cannot be written"), 500);
        }
    }

    @BeforeEach
    void open() {
        doors.setProviders(
                List.of(new JsonBodyReader(), new RefusalMapper(), new HttpRefusalMapper(), new UnexpectedMapper()));
        doors.setResources(List.of(new Things()));
        doors.start();
        LOG.addHandler(listener);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void close() {
        LOG.setUseParentHandlers(true);
        LOG.removeHandler(listener);
        doors.stop();
    }

    private MockHttpResponse send(String method, String path, String body) throws URISyntaxException {
        MockHttpRequest request = MockHttpRequest.create(method, path);
        if (!body.isEmpty()) {
            request.contentType(MediaType.APPLICATION_JSON_TYPE).content(body.getBytes(StandardCharsets.UTF_8));
        }
        MockHttpResponse response = new MockHttpResponse();
        doors.getDispatcher().invoke(request, response);
        return response;
    }

    @Test
    void json_that_the_server_itself_cannot_read_is_no_fault_of_the_body() throws Exception {
        isIncident(send("POST", "/v1/things/one?words=hush", "{}"));
        assertTrue(logged.getFirst().endsWith(" of POST /v1/things/{thing_id}"), logged.getFirst());
    }

    @Test
    void a_failure_to_answer_is_an_incident_too() throws Exception {
        isIncident(send("GET", "/v1/things/one/answer?words=hush", ""));
        assertTrue(logged.getFirst().endsWith(" of GET /v1/things/{thing_id}/answer"), logged.getFirst());
    }

    @Test
    void a_body_that_cannot_be_read_is_refused() throws Exception {
        MockHttpResponse refused = send("POST", "/v1/things/one", "[1,");
        assertEquals(422, refused.getStatus());
        assertTrue(refused.getContentAsString().contains("json_invalid"));
        assertEquals(List.of(), logged);
    }

    private void isIncident(MockHttpResponse answer) throws UnsupportedEncodingException {
        assertEquals(500, answer.getStatus());
        assertTrue(answer.getContentAsString().contains("\"status\":\"internal_error\""), answer.getContentAsString());
        assertEquals(1, logged.size());
        String number = logged.getFirst().replaceFirst(".*(inc_\\w+).*", "$1");
        assertTrue(answer.getContentAsString().contains(number), answer.getContentAsString());
        assertFalse(logged.getFirst().contains("hush"));
    }
}
