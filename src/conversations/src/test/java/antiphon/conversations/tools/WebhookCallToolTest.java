package antiphon.conversations.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.ToolBox.Answer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookCallToolTest {
    private interface Answering {
        void answer(HttpExchange exchange) throws Exception;
    }

    private record Asked(String method, URI address, com.sun.net.httpserver.Headers headers, String body) {}

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final ToolRehearsal rehearsal = new ToolRehearsal(new ClientTools((turn, use) -> {}, timers), timers);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Answering answering = says(200, "{}");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            try (exchange) {
                answering.answer(exchange);
            } catch (Exception over) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        timers.shutdownNow();
        rehearsal.close();
    }

    private static Answering says(int status, String body) {
        return exchange -> {
            byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private AgentToolBox box(String settings, String schema) {
        String url = "'http://127.0.0.1:" + server.getAddress().getPort();
        return rehearsal.box("{'type':'webhook','name':'order','description':'Looks an order up.'" + settings
                + ",'api_schema':{" + schema.replace("'@", url) + "}}");
    }

    @Test
    void path_query_and_body_are_filled_from_what_the_model_gave_and_what_is_settled() throws Exception {
        rehearsal.variables.assign("customer", Json.createValue("42"));
        AgentToolBox box = box("", """
                'url':'@/orders/{order_id}?v=1','method':'POST',
                'path_params_schema':{'order_id':{'type':'string','description':'Which'}},
                'query_params_schema':{'properties':{'detail':{'type':'boolean','constant_value':true},
                   'page':{'type':'integer','description':'Which page'}},'required':['page']},
                'request_headers':{'X-Key':{'secret_id':'secret_1'},'X-Customer':'c-{{customer}}',
                   'X-Name':{'variable_name':'customer'}},
                'request_body_schema':{'type':'object','required':['note'],'properties':{
                   'note':{'type':'string','description':'What for'},
                   'customer':{'type':'integer','dynamic_variable':'customer'},
                   'trace':{'type':'string','is_system_provided':true},
                   'tags':{'type':'array','items':{'type':'string','description':'A tag'}},
                   'address':{'type':'object','properties':{'city':{'type':'string','description':'City'},
                      'country':{'type':'string','constant_value':'DE'}}}}}
                """);

        String shown = box.descriptions().getFirst().parametersJson();
        for (String forModel : List.of("order_id", "page", "note", "tags", "city")) {
            assertTrue(shown.contains("\"" + forModel + "\""), shown);
        }
        for (String settled : List.of("detail", "customer", "country", "trace", "X-Key", "s3cret")) {
            assertFalse(shown.contains(settled), shown);
        }

        Answer answer = rehearsal.use(box, "order", """
                {'order_id':'a/b c','page':2,'note':'gift','tags':['x','y'],'address':{'city':'Bonn'},'detail':false}""");

        assertFalse(answer.error(), answer.text());
        Asked one = asked.getFirst();
        assertEquals("POST", one.method());
        assertEquals("/orders/a%2Fb%20c?v=1&detail=true&page=2", one.address().toString());
        assertEquals(
                ToolRehearsal.json(
                        "{'note':'gift','customer':42,'tags':['x','y']," + "'address':{'city':'Bonn','country':'DE'}}"),
                ToolRehearsal.json(one.body()));
        assertEquals("s3cret", one.headers().getFirst("X-Key"));
        assertEquals("c-42", one.headers().getFirst("X-Customer"));
        assertEquals("42", one.headers().getFirst("X-Name"));
        assertTrue(one.headers().getFirst("Content-Type").startsWith("application/json"));
    }

    @Test
    void a_form_is_sent_as_a_form() throws Exception {
        AgentToolBox box = box("", """
                'url':'@/form','method':'POST','content_type':'application/x-www-form-urlencoded',
                'request_body_schema':{'type':'object','properties':{'name':{'type':'string','description':'Name'}}}""");
        rehearsal.use(box, "order", "{'name':'Ada & Co'}");
        assertEquals("name=Ada%20%26%20Co", asked.getFirst().body());
        assertEquals(
                "application/x-www-form-urlencoded", asked.getFirst().headers().getFirst("Content-Type"));
    }

    @Test
    void values_of_the_answer_become_variables_and_what_is_secret_stays_unseen() throws Exception {
        answering = says(200, "{'user':{'name':'Ada','token':'t0k'},'items':[{'id':7}]}");
        AgentToolBox box = box("""
                ,'assignments':[{'dynamic_variable':'name','value_path':'user.name'},
                  {'dynamic_variable':'secret__token','value_path':'response.user.token','sanitize':true},
                  {'dynamic_variable':'first','value_path':'items[0].id','preserve_native_type':true},
                  {'dynamic_variable':'none','value_path':'items.3.id'}]""", "'url':'@/user'");
        Answer answer = rehearsal.use(box, "order", "{}");
        assertEquals(
                ToolRehearsal.json("{'user':{'name':'Ada'},'items':[{'id':7}]}"), ToolRehearsal.json(answer.text()));
        assertEquals("Ada", rehearsal.variables.value("name"));
        assertEquals("t0k", rehearsal.variables.value("secret__token"));
        assertEquals(Json.createValue(7), rehearsal.variables.json("first"));
        assertEquals("", rehearsal.variables.value("none"));
        var updates = rehearsal.ledger.entry("t1").orElseThrow().updates();
        assertEquals(3, updates.size());
        assertEquals("name", updates.getJsonObject(0).getString("variable_name"));
        assertEquals("Ada", updates.getJsonObject(0).getString("new_value"));
    }

    @Test
    void a_filter_shows_the_model_only_what_it_may_see() throws Exception {
        answering = says(200, "{'id':1,'card':'4111','items':[{'name':'a','cost':1},{'name':'b','cost':2}]}");
        Answer allowed = rehearsal.use(
                box("", "'url':'@/','response_filter':{'mode':'allow','filters':['id','items.name']}"), "order", "{}");
        assertEquals(
                ToolRehearsal.json("{'id':1,'items':[{'name':'a'},{'name':'b'}]}"), ToolRehearsal.json(allowed.text()));
        Answer hidden = rehearsal.use(box("", "'url':'@/','response_filter':{'mode':'hide_all'}"), "order", "{}");
        assertEquals(Answer.of("The tool was used successfully."), hidden);
    }

    @Test
    void what_went_wrong_is_said_plainly() throws Exception {
        answering = says(404, "{'message':'no order 9'}");
        AgentToolBox box = box("", "'url':'@/'");
        assertEquals(
                Answer.failed("The server found nothing there (status 404). It said: {\"message\":\"no order 9\"}"),
                rehearsal.use(box, "order", "{}"));
        assertEquals("http_error", rehearsal.ledger.entry("t1").orElseThrow().errorType());
        assertEquals(
                Answer.failed("The tool failed."),
                rehearsal.use(box(",'tool_error_handling_mode':'hide'", "'url':'@/'"), "order", "{}"));
        AgentToolBox demanding = box("", """
                'url':'@/','query_params_schema':{'required':['q'],
                'properties':{'q':{'type':'string','description':'Q'}}}""");
        assertEquals(
                Answer.failed("The tool was not used. Missing arguments: q."), rehearsal.use(demanding, "order", "{}"));
        AgentToolBox climbing = box("", """
                'url':'@/users/{id}/orders','path_params_schema':{'id':{'type':'string','description':'Who'}}""");
        assertTrue(rehearsal.use(climbing, "order", "{'id':'..'}").error());
        AgentToolBox inside = box("", "'url':'http://169.254.169.254/latest/meta-data'");
        assertTrue(rehearsal.use(inside, "order", "{}").text().contains("may not reach"));
        AgentToolBox keyless = box("", "'url':'@/','request_headers':{'X-Key':{'secret_id':'secret_gone'}}");
        assertTrue(rehearsal.use(keyless, "order", "{}").text().contains("X-Key is not there any more"));
        AgentToolBox stranger = box("", "'url':'@/','auth_connection':{'auth_connection_id':'auth_gone'}");
        assertTrue(rehearsal.use(stranger, "order", "{}").text().contains("connection is not there any more"));
        AgentToolBox elsewhere = box("", "'url':'@/','auth_connection':{'env_var_label':'CRM'}");
        assertTrue(rehearsal.use(elsewhere, "order", "{}").text().contains("environment variable"));
        assertEquals(2, asked.size());
    }

    @Test
    void an_auth_connection_proves_who_asks() throws Exception {
        answering = says(200, "{'found':true}");
        AgentToolBox connected = box("", "'url':'@/','auth_connection':{'auth_connection_id':'auth_1'}");
        assertFalse(rehearsal.use(connected, "order", "{}").error());
        assertEquals("Bearer t0ken", asked.getFirst().headers().getFirst("Authorization"));
    }

    @Test
    void a_redirect_is_followed_only_where_the_tool_says_so_and_keys_stay_behind() throws Exception {
        String elsewhere = "http://127.0.0.1:" + server.getAddress().getPort() + "/there";
        answering = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/")) {
                exchange.getResponseHeaders().add("Location", elsewhere);
                exchange.sendResponseHeaders(302, -1);
            } else {
                says(200, "{'found':true}").answer(exchange);
            }
        };
        assertTrue(rehearsal.use(box("", "'url':'@/'"), "order", "{}").text().contains("another address"));
        assertEquals(
                Answer.of("{\"found\":true}"),
                rehearsal.use(box(",'follow_redirects':true", "'url':'@/'"), "order", "{}"));
    }

    @Test
    void a_turn_that_is_cut_off_cancels_its_request() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        answering = exchange -> {
            arrived.countDown();
            over.await();
        };
        var using = rehearsal.begin(box("", "'url':'@/'"), "order", "{}");
        assertTrue(arrived.await(30, TimeUnit.SECONDS));
        using.cancel();
        assertEquals(Answer.failed("The request was cancelled."), rehearsal.answer());
        over.countDown();
    }

    @Test
    void several_run_side_by_side() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        answering = exchange -> {
            together.await(30, TimeUnit.SECONDS);
            says(200, "'met'").answer(exchange);
        };
        AgentToolBox box = box("", "'url':'@/'");
        for (int i = 0; i < 3; i++) {
            var unused = rehearsal.begin(box, "order", "{}");
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(Answer.of("met"), rehearsal.answer());
        }
    }

    @Test
    void an_asynchronous_tool_lets_the_conversation_go_on_and_tells_later() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        answering = exchange -> {
            go.await();
            says(200, "{'done':true}").answer(exchange);
        };
        List<String> notes = new ArrayList<>();
        CountDownLatch noted = new CountDownLatch(1);
        rehearsal.notes.bind(text -> {
            notes.add(text);
            noted.countDown();
        });
        Answer answer = rehearsal.use(box(",'execution_mode':'async'", "'url':'@/'"), "order", "{}");
        assertFalse(answer.error());
        go.countDown();
        assertTrue(noted.await(30, TimeUnit.SECONDS));
        assertEquals(List.of("The tool order has answered: {\"done\":true}"), notes);
    }

    @Test
    void a_tool_that_is_to_be_announced_says_so_to_the_model() {
        AgentToolBox box = box(",'force_pre_tool_speech':true", "'url':'@/'");
        assertTrue(box.descriptions().getFirst().description().contains("always tell the caller"));
    }
}
