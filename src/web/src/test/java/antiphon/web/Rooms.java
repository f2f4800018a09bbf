package antiphon.web;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rooms of the house, and who may know whom. A room is the package right below {@code antiphon}. */
final class Rooms {
    static final Set<String> DRY = Set.of("audio", "providers", "speech", "language", "call", "sip");

    /** Nothing that is not listed. {@code web} may know every room. */
    static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("audio", Set.of()),
            Map.entry("providers", Set.of()),
            Map.entry("language", Set.of("engines", "providers")),
            Map.entry("engines", Set.of()),
            Map.entry("postgres", Set.of()),
            Map.entry("api", Set.of()),
            Map.entry("sip", Set.of("audio")),
            Map.entry("speech", Set.of("audio", "engines", "providers")),
            Map.entry("call", Set.of("audio", "speech", "language")),
            Map.entry("identity", Set.of("api")),
            Map.entry("agents", Set.of("api", "identity", "language")),
            Map.entry("conversations", Set.of("call", "agents", "identity", "api", "audio", "speech", "language")),
            Map.entry("telephony", Set.of("conversations", "agents", "call", "sip", "audio", "identity", "api")),
            Map.entry("campaigns", Set.of("telephony", "conversations", "agents", "identity", "api")),
            Map.entry("voices", Set.of("speech", "audio", "conversations", "identity", "api")),
            Map.entry("analysis", Set.of("conversations", "agents", "language", "identity", "api")),
            Map.entry("simulation", Set.of("conversations", "call", "agents", "language", "identity", "api")));

    /** Rooms of which only one package inside another room may know. */
    static final Map<String, List<String>> ONLY_FROM = Map.of(
            "engines",
            List.of(
                    "antiphon.speech.embedded",
                    "antiphon.speech.vosk",
                    "antiphon.speech.whisper",
                    "antiphon.language.embedded"));

    private Rooms() {}

    static String of(JavaClass type) {
        String[] names = type.getPackageName().split("\\.", -1);
        return names.length > 1 && names[0].equals("antiphon") ? names[1] : "";
    }

    /** Each room and the rooms it knows. */
    static SortedMap<String, SortedSet<String>> known(JavaClasses classes) {
        var known = new TreeMap<String, SortedSet<String>>();
        for (JavaClass type : classes) {
            String room = of(type);
            if (room.isEmpty()) {
                continue;
            }
            SortedSet<String> others = known.computeIfAbsent(room, any -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String other = of(dependency.getTargetClass().getBaseComponentType());
                if (!other.isEmpty() && !other.equals(room)) {
                    others.add(other);
                }
            }
        }
        return known;
    }
}
