-- Which further agents, and which nodes of workflows, a conversation came to.
create table conversation_visit (
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    agent_id        varchar(100) not null,
    node_id         text         not null,
    primary key (conversation_id, agent_id, node_id)
);
insert into conversation_visit (conversation_id, agent_id, node_id)
    select distinct t.conversation_id, t.speaker_agent_id, coalesce(t.workflow_node_id, '')
    from conversation_turn t join conversation c on c.id = t.conversation_id
    where t.speaker_agent_id <> c.agent_id or t.workflow_node_id is not null;
create index conversation_visit_by_agent on conversation_visit (agent_id, conversation_id);
create index conversation_visit_by_node on conversation_visit (node_id, conversation_id);

-- Lists go by time and are walked from the last row shown, whatever else they are asked by.
drop index conversation_by_user;
create index conversation_by_user on conversation (user_id, started_at desc, id desc) where user_id is not null;
create index conversation_by_rating on conversation (started_at desc, id desc) where feedback_rating is not null;
create index conversation_by_comment on conversation (started_at desc, id desc) where feedback_comment is not null;
create index conversation_turn_by_tool on conversation_turn using gin ((tool_calls::jsonb) jsonb_path_ops)
    where tool_calls <> '[]';
create index conversation_turn_with_tools on conversation_turn (conversation_id) where tool_calls <> '[]';
