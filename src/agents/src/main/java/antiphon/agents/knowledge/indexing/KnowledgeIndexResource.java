package antiphon.agents.knowledge.indexing;

import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to the indexes and passages of documents. */
@Path("/v1/convai/knowledge-base")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KnowledgeIndexResource {
    @Inject
    KnowledgeIndexes indexes;

    @Inject
    IndexRequests requests;

    @Inject
    DocumentPassages passages;

    @Inject
    Caller caller;

    @GET
    @Path("rag-index")
    public JsonObject overview() {
        return indexes.overview();
    }

    @POST
    @Path("rag-index")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject requestMany(JsonObject body) {
        return requests.many(body, caller.actor());
    }

    @GET
    @Path("{documentation_id}/rag-index")
    public JsonObject list(@PathParam("documentation_id") String id) {
        return indexes.of(id);
    }

    @POST
    @Path("{documentation_id}/rag-index")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject request(@PathParam("documentation_id") String id, JsonObject body) {
        return requests.one(id, body, caller.actor());
    }

    @DELETE
    @Path("{documentation_id}/rag-index/{rag_index_id}")
    public JsonObject delete(@PathParam("documentation_id") String id, @PathParam("rag_index_id") String indexId) {
        return indexes.delete(id, indexId, caller.actor());
    }

    @GET
    @Path("{documentation_id}/chunks")
    public JsonObject chunks(@PathParam("documentation_id") String id, @Context UriInfo uri) {
        return passages.list(id, Query.of(uri));
    }

    @GET
    @Path("{documentation_id}/chunk/{chunk_id}")
    public JsonObject chunk(
            @PathParam("documentation_id") String id, @PathParam("chunk_id") String chunkId, @Context UriInfo uri) {
        return passages.chunk(id, chunkId, Query.of(uri));
    }
}
