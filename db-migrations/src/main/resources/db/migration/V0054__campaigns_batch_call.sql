-- Many calls from a list, and each of those who are to be called. The rows are the queue: whoever places calls takes
-- those that are pending and due.
create table batch_call (
    id                       varchar(100)  primary key,
    name                     text          not null,
    agent_id                 varchar(100)  not null,
    agent_name               text          not null,
    branch_id                varchar(100),
    branch_name              text,
    environment              varchar(100),
    phone_number_id          varchar(100)  not null,
    phone_provider           varchar(16)   not null,
    status                   varchar(16)   not null
        check (status in ('pending', 'in_progress', 'completed', 'failed', 'cancelled')),
    scheduled_at             timestamptz   not null,
    timezone                 varchar(64),
    retry_count              integer       not null,
    telephony_call_config    json_document not null,
    target_concurrency_limit integer check (target_concurrency_limit > 0),
    created_at               timestamptz   not null,
    updated_at               timestamptz   not null
);
create index batch_call_by_creation on batch_call (created_at desc, id desc);

create table batch_recipient (
    batch_id        varchar(100) not null references batch_call (id) on delete cascade,
    position        integer      not null,
    id              varchar(200) not null,
    phone_number    varchar(32)  not null,
    status          varchar(16)  not null check (status in
        ('pending', 'dispatched', 'initiated', 'in_progress', 'completed', 'failed', 'cancelled', 'voicemail')),
    conversation_id varchar(100),
    client_data     json_document,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null,
    primary key (batch_id, position),
    unique (batch_id, id)
);
