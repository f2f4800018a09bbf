-- A client may bring the agent it talks with; that agent has no row here.
alter table conversation drop constraint if exists conversation_agent_id_fkey;
