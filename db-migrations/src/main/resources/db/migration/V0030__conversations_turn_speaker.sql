-- Who of several agents spoke in a turn, and at which node of its workflow.
alter table conversation_turn
    add column speaker_agent_id varchar(100),
    add column workflow_node_id text;
