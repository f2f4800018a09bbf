-- Tests that an agent was put to at one time.
create table test_invocation (
    id              varchar(100) primary key,
    agent_id        varchar(100) not null,
    branch_id       varchar(100) not null,
    version_id      varchar(100) not null,
    against_draft   boolean      not null,
    title           text         not null,
    folder_id       varchar(100),
    repeat_count    integer      not null,
    cancelled       boolean      not null,
    created_by      varchar(100) not null,
    created_by_name text         not null,
    created_at      timestamptz  not null
);
create index test_invocation_by_creation on test_invocation (created_at desc, id desc);
create index test_invocation_by_agent on test_invocation (agent_id, created_at desc, id desc);

-- An agent's settings that were sent along to be tested in place of those it has.
create table test_draft (
    id         varchar(100)  primary key,
    document   json_document not null,
    created_at timestamptz   not null
);

-- One test, once. The row is the queue: whoever carries it out holds a claim on it that has to be renewed, so that the
-- run of a server that ended begins anew elsewhere.
create table test_run (
    id               varchar(100)  primary key,
    invocation_id    varchar(100)  not null references test_invocation (id) on delete cascade,
    position         integer       not null,
    agent_id         varchar(100)  not null,
    branch_id        varchar(100)  not null,
    version_id       varchar(100)  not null,
    draft_id         varchar(100)  references test_draft (id),
    test_id          varchar(100)  not null,
    test_name        text          not null,
    test_type        varchar(20)   not null,
    test_document    json_document not null,
    workflow_node_id text,
    root_folder_id   text,
    root_folder_name text,
    status           varchar(20)   not null check (status in ('pending', 'passed', 'failed', 'cancelled')),
    results          json_document,
    attempts         integer       not null,
    claim            varchar(100),
    claimed_until    timestamptz,
    updated_at       timestamptz   not null,
    unique (invocation_id, position)
);
create index test_run_waiting on test_run (updated_at, id) where status = 'pending';
create index test_run_by_test on test_run (test_id);
