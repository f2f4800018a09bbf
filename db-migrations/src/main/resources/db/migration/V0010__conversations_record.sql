-- What became of a call: one row from its opening to its analysis. The server that holds the call is named, so that
-- others see when it is gone.
create table conversation (
    id                   varchar(100)  primary key,
    agent_id             varchar(100)  not null references agent (id),
    agent_name           text          not null,
    version_id           varchar(100),
    branch_id            varchar(100),
    status               varchar(16)   not null check (status in ('initiated', 'in-progress', 'processing', 'done', 'failed')),
    started_at           timestamptz   not null,
    accepted_at          timestamptz,
    ended_at             timestamptz,
    termination_reason   text          not null default '',
    error_code           integer,
    authorization_method varchar(40)   not null,
    source               varchar(40)   not null,
    source_version       varchar(50),
    language             varchar(16)   not null,
    text_only            boolean       not null,
    voice_recorded       boolean       not null,
    user_id              text,
    environment          text          not null,
    client_data          json_document not null,
    server_name          text          not null,
    server_run           varchar(100)  not null,
    message_count        integer       not null default 0,
    likes                integer       not null default 0,
    dislikes             integer       not null default 0,
    feedback_score       varchar(8) check (feedback_score in ('like', 'dislike')),
    feedback_rating      integer,
    feedback_comment     text
);
create index conversation_by_start on conversation (started_at desc, id desc);
create index conversation_by_agent on conversation (agent_id, started_at desc, id desc);
create index conversation_by_user on conversation (user_id, started_at desc) where user_id is not null;
create index conversation_open on conversation (server_name) where status in ('initiated', 'in-progress');

-- What was said and done in a conversation, in order. A turn is written anew as it becomes known.
create table conversation_turn (
    conversation_id   varchar(100) not null references conversation (id) on delete cascade,
    position          integer      not null,
    role              varchar(8)   not null check (role in ('user', 'agent')),
    message           text,
    original_message  text,
    interrupted       boolean      not null,
    time_in_call_secs integer      not null,
    event_id          integer      not null,
    source_medium     varchar(8),
    tool_calls        text         not null,
    tool_results      text         not null,
    metrics           text         not null,
    producing_llm     text,
    input_tokens      bigint       not null default 0,
    output_tokens     bigint       not null default 0,
    feedback_score    varchar(8),
    feedback_at_secs  integer,
    primary key (conversation_id, position)
);

-- Whole seconds, for queries that speak JPQL.
create function antiphon_seconds_between(earlier timestamptz, later timestamptz) returns integer
    language sql immutable
    return floor(extract(epoch from later - earlier))::integer;
