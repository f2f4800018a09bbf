package antiphon.agents.branches;

/** Whose draft of which branch. */
public record AgentDraftKey(String branchId, String createdBy) {}
