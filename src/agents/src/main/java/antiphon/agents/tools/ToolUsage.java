package antiphon.agents.tools;

import antiphon.api.Json;
import jakarta.json.JsonObject;

/** How much a tool was used. */
record ToolUsage(long calls, double averageSeconds) {
    static final ToolUsage NONE = new ToolUsage(0, 0);

    /** The contract's ToolUsageStatsResponseModel. */
    JsonObject asJson() {
        return Json.createObjectBuilder()
                .add("total_calls", calls)
                .add("avg_latency_secs", averageSeconds)
                .build();
    }
}
