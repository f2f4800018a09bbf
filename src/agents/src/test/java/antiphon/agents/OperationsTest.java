package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.branches.BranchesResource;
import antiphon.agents.branches.HistoryResource;
import antiphon.agents.connections.AuthConnectionsResource;
import antiphon.agents.environment.EnvironmentVariablesResource;
import antiphon.agents.files.AgentFilesResource;
import antiphon.agents.knowledge.KnowledgeFilesResource;
import antiphon.agents.knowledge.KnowledgeResource;
import antiphon.agents.knowledge.SourceFilesResource;
import antiphon.agents.knowledge.crawling.CrawlJobsResource;
import antiphon.agents.knowledge.indexing.KnowledgeIndexResource;
import antiphon.agents.mcp.McpServersResource;
import antiphon.agents.prices.AgentLlmUsageResource;
import antiphon.agents.prices.LlmUsageResource;
import antiphon.agents.secrets.SecretsResource;
import antiphon.agents.tools.ToolsResource;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OperationsTest {
    /** As the contract's list of operations has them. */
    private static final Set<String> STATED = new TreeSet<>(List.of(
            "GET /v1/convai/agents",
            "POST /v1/convai/agents/create",
            "GET /v1/convai/agents/{agent_id}",
            "PATCH /v1/convai/agents/{agent_id}",
            "DELETE /v1/convai/agents/{agent_id}",
            "GET /v1/convai/agents/summaries",
            "POST /v1/convai/agents/{agent_id}/duplicate",
            "GET /v1/convai/agents/{agent_id}/link",
            "GET /v1/convai/agents/{agent_id}/branches",
            "POST /v1/convai/agents/{agent_id}/branches",
            "GET /v1/convai/agents/{agent_id}/branches/{branch_id}",
            "PATCH /v1/convai/agents/{agent_id}/branches/{branch_id}",
            "POST /v1/convai/agents/{agent_id}/branches/{branch_id}/rebase",
            "GET /v1/convai/agents/{agent_id}/branches/{branch_id}/rebase-preview",
            "POST /v1/convai/agents/{agent_id}/branches/{source_branch_id}/merge",
            "GET /v1/convai/agents/{agent_id}/branches/{source_branch_id}/merge-preview",
            "GET /v1/convai/agents/{agent_id}/versions/{version_id}",
            "GET /v1/convai/agents/{agent_id}/deployments",
            "POST /v1/convai/agents/{agent_id}/deployments",
            "POST /v1/convai/agents/{agent_id}/drafts",
            "DELETE /v1/convai/agents/{agent_id}/drafts",
            "GET /v1/convai/environment-variables",
            "POST /v1/convai/environment-variables",
            "GET /v1/convai/environment-variables/{env_var_id}",
            "PATCH /v1/convai/environment-variables/{env_var_id}",
            "GET /v1/convai/llm/list",
            "POST /v1/convai/llm-usage/calculate",
            "GET /v1/convai/agent/{agent_id}/knowledge-base/size",
            "POST /v1/convai/agents/{agent_id}/knowledge-base/rag-query",
            "GET /v1/convai/knowledge-base",
            "POST /v1/convai/knowledge-base/bulk-delete",
            "POST /v1/convai/knowledge-base/bulk-move",
            "GET /v1/convai/knowledge-base/crawl",
            "POST /v1/convai/knowledge-base/crawl",
            "GET /v1/convai/knowledge-base/crawl/{crawl_job_id}",
            "POST /v1/convai/knowledge-base/crawl/{crawl_job_id}/cancel",
            "POST /v1/convai/knowledge-base/dependent-agents",
            "POST /v1/convai/knowledge-base/file",
            "POST /v1/convai/knowledge-base/folder",
            "POST /v1/convai/knowledge-base/rag-index",
            "GET /v1/convai/knowledge-base/search",
            "GET /v1/convai/knowledge-base/summaries",
            "POST /v1/convai/knowledge-base/text",
            "POST /v1/convai/knowledge-base/url",
            "POST /v1/convai/knowledge-base/{document_id}/move",
            "DELETE /v1/convai/knowledge-base/{documentation_id}",
            "GET /v1/convai/knowledge-base/{documentation_id}",
            "PATCH /v1/convai/knowledge-base/{documentation_id}",
            "GET /v1/convai/knowledge-base/{documentation_id}/chunk/{chunk_id}",
            "GET /v1/convai/knowledge-base/{documentation_id}/chunks",
            "GET /v1/convai/knowledge-base/{documentation_id}/content",
            "GET /v1/convai/knowledge-base/{documentation_id}/dependent-agents",
            "POST /v1/convai/knowledge-base/{documentation_id}/rag-index",
            "POST /v1/convai/knowledge-base/{documentation_id}/refresh",
            "GET /v1/convai/knowledge-base/{documentation_id}/source-file-url",
            "PATCH /v1/convai/knowledge-base/{documentation_id}/update-file",
            "POST /v1/convai/knowledge-base",
            "GET /v1/convai/knowledge-base/rag-index",
            "GET /v1/convai/knowledge-base/{documentation_id}/rag-index",
            "DELETE /v1/convai/knowledge-base/{documentation_id}/rag-index/{rag_index_id}",
            "GET /v1/antiphon/knowledge-base/{documentation_id}/source",
            "GET /v1/convai/secrets",
            "POST /v1/convai/secrets",
            "GET /v1/convai/secrets/{secret_id}",
            "PATCH /v1/convai/secrets/{secret_id}",
            "DELETE /v1/convai/secrets/{secret_id}",
            "GET /v1/convai/secrets/{secret_id}/dependencies/{resource_type}",
            "POST /v1/convai/agent/{agent_id}/llm-usage/calculate",
            "GET /v1/antiphon/agent-files/{file_id}",
            "GET /v1/convai/mcp-servers",
            "POST /v1/convai/mcp-servers",
            "GET /v1/convai/mcp-servers/{mcp_server_id}",
            "PATCH /v1/convai/mcp-servers/{mcp_server_id}",
            "DELETE /v1/convai/mcp-servers/{mcp_server_id}",
            "PATCH /v1/convai/mcp-servers/{mcp_server_id}/approval-policy",
            "GET /v1/convai/mcp-servers/{mcp_server_id}/tools",
            "POST /v1/convai/mcp-servers/{mcp_server_id}/tool-approvals",
            "DELETE /v1/convai/mcp-servers/{mcp_server_id}/tool-approvals/{tool_name}",
            "POST /v1/convai/mcp-servers/{mcp_server_id}/tool-configs",
            "GET /v1/convai/mcp-servers/{mcp_server_id}/tool-configs/{tool_name}",
            "PATCH /v1/convai/mcp-servers/{mcp_server_id}/tool-configs/{tool_name}",
            "DELETE /v1/convai/mcp-servers/{mcp_server_id}/tool-configs/{tool_name}",
            "GET /v1/convai/tools",
            "POST /v1/convai/tools",
            "GET /v1/convai/tools/{tool_id}",
            "PATCH /v1/convai/tools/{tool_id}",
            "DELETE /v1/convai/tools/{tool_id}",
            "GET /v1/convai/tools/{tool_id}/dependent-agents",
            "GET /v1/convai/tools/{tool_id}/executions",
            "GET /v1/workspace/auth-connections",
            "POST /v1/workspace/auth-connections",
            "PATCH /v1/workspace/auth-connections/{auth_connection_id}",
            "DELETE /v1/workspace/auth-connections/{auth_connection_id}"));

    @Test
    void every_operation_of_this_room_has_its_door() {
        Set<String> doors = new TreeSet<>();
        for (Class<?> resource : List.of(
                AgentsResource.class,
                BranchesResource.class,
                HistoryResource.class,
                EnvironmentVariablesResource.class,
                AgentKnowledgeResource.class,
                KnowledgeSizeResource.class,
                KnowledgeResource.class,
                KnowledgeFilesResource.class,
                SourceFilesResource.class,
                KnowledgeIndexResource.class,
                CrawlJobsResource.class,
                LlmResource.class,
                LlmUsageResource.class,
                AgentLlmUsageResource.class,
                AgentFilesResource.class,
                SecretsResource.class,
                ToolsResource.class,
                McpServersResource.class,
                AuthConnectionsResource.class)) {
            for (Method method : resource.getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        doors.add(verb.value() + " " + path(resource, method));
                    }
                }
            }
        }
        assertEquals(STATED, doors);
    }

    private static String path(Class<?> resource, Method method) {
        String base = resource.getAnnotation(Path.class).value();
        Path path = method.getAnnotation(Path.class);
        return path == null ? base : base + "/" + path.value();
    }
}
