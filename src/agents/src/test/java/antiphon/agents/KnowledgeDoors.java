package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The knowledge base as a client sees it, and a web site of somebody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KnowledgeDoors {
    static final String KNOWLEDGE = "/v1/convai/knowledge-base";

    TestServer server;
    HttpServer site;
    final Map<String, String> pages = new ConcurrentHashMap<>();

    @BeforeAll
    void open(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @BeforeEach
    void start() throws IOException {
        server.forgetKnowledge();
        pages.clear();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] bytes = (page == null ? "gone" : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", page == null ? "text/plain" : mediaType(page));
            exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        site.start();
    }

    static String mediaType(String page) {
        String ofMarkup = page.startsWith("<?xml") ? "text/xml" : "text/html";
        return page.startsWith("<") ? ofMarkup : "text/plain";
    }

    @AfterEach
    void stop() {
        site.stop(0);
    }

    String address(String path) {
        return "http://localhost:" + site.getAddress().getPort() + path;
    }

    Answer upload(String method, String path, Upload form) {
        return server.send(method, path, Optional.of(server.adminSecret), Upload.TYPE, form.end());
    }

    String made(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        fits("AddKnowledgeBaseResponseModel", answer.json());
        return answer.json().getString("id");
    }

    String text(String name, String words) {
        return made(server.send("POST", KNOWLEDGE + "/text", "{\"name\":\"" + name + "\",\"text\":\"" + words + "\"}"));
    }

    String folder(String name, String parent) {
        String into = parent.isEmpty() ? "" : ",\"parent_folder_id\":\"" + parent + "\"";
        return made(server.send("POST", KNOWLEDGE + "/folder", "{\"name\":\"" + name + "\"" + into + "}"));
    }

    JsonObject get(String path) {
        Answer answer = server.send("GET", path, "");
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    static void fits(String model, JsonObject answer) {
        assertEquals(List.of(), Contract.stated().problems(model, answer));
    }

    String agentWith(String type, String id, String mode) {
        Answer answer = server.send(
                "POST",
                "/v1/convai/agents/create",
                "{\"conversation_config\":{\"agent\":{\"prompt\":{\"knowledge_base\":[{\"type\":\"" + type
                        + "\",\"name\":\"n\",\"id\":\"" + id + "\",\"usage_mode\":\"" + mode + "\"}]}}}}");
        assertEquals(200, answer.status(), answer.body());
        return answer.json().getString("agent_id");
    }

    List<String> ids(String query) {
        return get(KNOWLEDGE + query).getJsonArray("documents").getValuesAs(JsonObject.class).stream()
                .map(document -> document.getString("id"))
                .toList();
    }

    /** All names, read two at a time. */
    List<String> listed(String query) {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = get(KNOWLEDGE + "?page_size=2" + query + cursor);
            fits("GetKnowledgeBaseListResponseModel", page);
            page.getJsonArray("documents")
                    .getValuesAs(JsonObject.class)
                    .forEach(document -> names.add(document.getString("name")));
            cursor = page.getBoolean("has_more") ? "&cursor=" + page.getString("next_cursor") : "";
        } while (!cursor.isEmpty());
        return names;
    }

    static List<String> agents(JsonObject page) {
        return page.getJsonArray("agents").getValuesAs(JsonObject.class).stream()
                .map(agent -> agent.getString("id"))
                .toList();
    }
}
