package antiphon.testing;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real MCP server over both transports, made with the official SDK; it greets whoever is named. */
public final class SomebodysMcpServer implements AutoCloseable {
    private static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(
            com.fasterxml.jackson.databind.json.JsonMapper.builder().build());
    private static final JsonSchemaValidator ANYTHING =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid("");

    /** Headers of the last request, by lower-case name. */
    public final Map<String, String> headers = new ConcurrentHashMap<>();

    /** Arguments of each use of the tool. */
    public final List<Map<String, Object>> uses = new CopyOnWriteArrayList<>();

    private final Server server = new Server(0);
    private final List<McpSyncServer> protocols = new CopyOnWriteArrayList<>();

    public SomebodysMcpServer() throws Exception {
        var streamable = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(MAPPER)
                .mcpEndpoint("/mcp")
                .build();
        var sse = HttpServletSseServerTransportProvider.builder()
                .jsonMapper(MAPPER)
                .sseEndpoint("/sse")
                .messageEndpoint("/message")
                .build();
        ServerCapabilities tools = ServerCapabilities.builder().tools(true).build();
        protocols.add(McpServer.sync(streamable)
                .serverInfo("somebody", "1")
                .jsonMapper(MAPPER)
                .jsonSchemaValidator(ANYTHING)
                .capabilities(tools)
                .build());
        protocols.add(McpServer.sync(sse)
                .serverInfo("somebody", "1")
                .jsonMapper(MAPPER)
                .jsonSchemaValidator(ANYTHING)
                .capabilities(tools)
                .build());
        offer("Greets somebody.");
        start(Map.of("/mcp", streamable, "/sse", sse, "/message", sse));
    }

    private void start(Map<String, HttpServlet> servlets) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        servlets.forEach((path, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, path);
        });
        Filter listen = (request, response, chain) -> {
            HttpServletRequest asked = (HttpServletRequest) request;
            asked.getHeaderNames()
                    .asIterator()
                    .forEachRemaining(
                            name -> headers.put(name.toLowerCase(java.util.Locale.ROOT), asked.getHeader(name)));
            chain.doFilter(request, response);
        };
        FilterHolder holder = new FilterHolder(listen);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
    }

    /** Offers the one tool under this description from now on. */
    public void offer(String description) {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("name", Map.of("type", "string", "description", "Who.")),
                "required",
                List.of("name"));
        for (McpSyncServer protocol : protocols) {
            if (!protocol.listTools().isEmpty()) {
                protocol.removeTool("greet");
            }
            protocol.addTool(SyncToolSpecification.builder()
                    .tool(Tool.builder("greet", schema).description(description).build())
                    .callHandler((exchange, request) -> {
                        uses.add(request.arguments());
                        boolean nobody = "nobody".equals(request.arguments().get("name"));
                        return CallToolResult.builder()
                                .addTextContent(
                                        nobody
                                                ? "There is nobody."
                                                : "Hello, "
                                                        + request.arguments().get("name") + "!")
                                .isError(nobody)
                                .build();
                    })
                    .build());
        }
    }

    /** @param transport as the contract names it */
    public String url(String transport) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return "http://localhost:" + port + (transport.equals("SSE") ? "/sse" : "/mcp");
    }

    @Override
    public void close() throws Exception {
        protocols.forEach(McpSyncServer::close);
        server.stop();
    }
}
