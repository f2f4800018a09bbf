-- Which guardrails a turn triggered, as a JSON array; they go with the turn.
alter table conversation_turn add column triggered_guardrails text not null default '[]';

-- Which guardrails a conversation triggered. Only those of an agent's own have names. The time is the conversation's, so that
-- lists by guardrail are walked in their order, and goes with the id, which the planner is told.
create table conversation_guardrail (
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    guardrail_type  varchar(40)  not null,
    guardrail_name  varchar(500) not null,
    started_at      timestamptz  not null,
    primary key (conversation_id, guardrail_type, guardrail_name)
);
create index conversation_guardrail_by_type
    on conversation_guardrail (guardrail_type, started_at desc, conversation_id desc);
create index conversation_guardrail_by_name
    on conversation_guardrail (guardrail_name, started_at desc, conversation_id desc) where guardrail_type = 'custom';
alter table conversation_guardrail alter column started_at set (n_distinct = 1);
