-- Which guardrails a turn triggered, as a JSON array; they go with the turn.
alter table conversation_turn add column triggered_guardrails text not null default '[]';

-- Which guardrails a conversation triggered: each kind with an empty name, and those of an agent's own with theirs as well, so that
-- one row of a conversation at most answers to a kind or to a name. The time is the conversation's, so that lists by guardrail are
-- walked in their order, and goes with the id, which the planner is told.
create table conversation_guardrail (
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    guardrail_type  varchar(40)  not null,
    guardrail_name  varchar(500) not null,
    started_at      timestamptz  not null,
    primary key (conversation_id, guardrail_type, guardrail_name)
);
create index conversation_guardrail_by_name
    on conversation_guardrail (guardrail_type, guardrail_name, started_at desc, conversation_id desc);
alter table conversation_guardrail alter column started_at set (n_distinct = 1);
