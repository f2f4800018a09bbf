package antiphon.agents;

import java.util.Optional;

/**
 * What is to become of a branch.
 *
 * @param description in the words of whoever commits
 */
public record Commit(AgentDocument document, Origin origin, Optional<String> description) {

    /** How it came about. */
    public sealed interface Origin {}

    /** Somebody changed the branch. */
    public record Edited() implements Origin {}

    /** The branch begins, with this version of another. */
    public record BranchedFrom(String versionId) implements Origin {}

    public record MergedFrom(String branchId, String versionId) implements Origin {}

    /** The branch's own changes were put upon this version of the main branch. */
    public record RebasedOn(String versionId) implements Origin {}

    public static Commit of(AgentDocument document, Origin origin) {
        return new Commit(document, origin, Optional.empty());
    }
}
