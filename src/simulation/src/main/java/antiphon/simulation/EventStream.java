package antiphon.simulation;

import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A simulation told while it goes on, as server-sent events: each holds the next entries of {@code
 * simulated_conversation}, the last one the {@code analysis}.
 */
record EventStream(OutputStream output) {
    /** Blocks until the simulation is over, or nobody listens any more. */
    void tell(Simulation simulation) throws IOException {
        try (simulation) {
            JsonObject whole = simulation.run(this::entries);
            send(Json.createObjectBuilder()
                    .add("analysis", whole.getJsonObject("analysis"))
                    .build());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is being stopped");
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private void entries(List<JsonObject> entries) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        entries.forEach(list::add);
        try {
            send(Json.createObjectBuilder().add("simulated_conversation", list).build());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void send(JsonObject event) throws IOException {
        output.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
