-- A tool kept apart from the agents that use it: the document as sent, and beside it what lists are searched and ordered by.
create table tool (
    id              varchar(100)  primary key,
    document        json_document not null,
    name            text          not null,
    type            varchar(40)   not null,
    created_by      varchar(100)  not null,
    created_by_name text          not null,
    created_at      timestamptz   not null,
    updated_at      timestamptz   not null
);
create index tool_by_creation on tool (created_at desc, id desc);
create index tool_by_name on tool (lower(name), id);

-- Each time a stored tool was used in a conversation. Goes when either of them goes.
create table tool_execution (
    id                varchar(100)     primary key,
    tool_id           varchar(100)     not null references tool (id) on delete cascade,
    tool_request_id   text             not null,
    conversation_id   varchar(100)     not null references conversation (id) on delete cascade,
    agent_id          varchar(100)     not null,
    branch_id         varchar(100),
    happened_at       timestamptz      not null,
    latency_secs      double precision not null,
    is_error          boolean          not null,
    request_payload   text,
    response_payload  text
);
create index tool_execution_by_time on tool_execution (tool_id, happened_at desc, id desc);
create index tool_execution_by_conversation on tool_execution (conversation_id);
