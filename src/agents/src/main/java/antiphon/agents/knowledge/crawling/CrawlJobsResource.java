package antiphon.agents.knowledge.crawling;

import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to walks over web sites. */
@Path("/v1/convai/knowledge-base/crawl")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CrawlJobsResource {
    @Inject
    CrawlJobs jobs;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return jobs.list(Query.of(uri)).asJson("crawl_jobs", CrawlJob::asJson);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        return jobs.create(body, caller.actor());
    }

    @GET
    @Path("{crawl_job_id}")
    public JsonObject get(@PathParam("crawl_job_id") String id) {
        return jobs.find(id).asJson();
    }

    @POST
    @Path("{crawl_job_id}/cancel")
    public JsonObject cancel(@PathParam("crawl_job_id") String id) {
        jobs.cancel(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
