package antiphon.api;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;

/** Where a door stands, as it says of itself: {@code /v1/convai/agents/{agent_id}}. */
final class DoorPath {
    private DoorPath() {}

    static String of(ResourceInfo door) {
        return path(door.getResourceClass()) + "/" + path(door.getResourceMethod());
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}
