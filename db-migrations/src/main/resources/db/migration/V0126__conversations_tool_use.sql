-- Which tools a conversation used and how that went: "called", or "invalid" where it never ran; "successful" and
-- "errored" by its answers. The time is the conversation's, so that lists of users of a tool are walked in their order.
create table conversation_tool_use (
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    tool_name       text         not null,
    outcome         varchar(10)  not null,
    started_at      timestamptz  not null,
    primary key (conversation_id, tool_name, outcome)
);
insert into conversation_tool_use (conversation_id, tool_name, outcome, started_at)
    select c.id, use.tool_name, use.outcome, c.started_at
    from conversation_turn t join conversation c on c.id = t.conversation_id,
        lateral (
            select call ->> 'tool_name',
                case when call @> '{"tool_has_been_called": true}' then 'called' else 'invalid' end
            from jsonb_array_elements(t.tool_calls::jsonb) call
            union
            select result ->> 'tool_name', case result -> 'is_error' when 'true' then 'errored' else 'successful' end
            from jsonb_array_elements(t.tool_results::jsonb) result) use (tool_name, outcome)
    where t.tool_calls <> '[]' and use.tool_name is not null
    on conflict do nothing;
create index conversation_tool_use_by_tool on conversation_tool_use (tool_name, outcome, started_at desc, conversation_id desc);
drop index conversation_turn_by_tool;
