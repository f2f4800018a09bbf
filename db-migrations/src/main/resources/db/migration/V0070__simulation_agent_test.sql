-- A test of agents, or a folder of tests: the document as sent, and beside it what lists are searched and ordered by.
create table agent_test (
    id              varchar(100)  primary key,
    document        json_document not null,
    name            text          not null,
    type            varchar(20)   not null check (type in ('llm', 'tool', 'simulation', 'folder')),
    folder_id       varchar(100)  references agent_test (id),
    created_by      varchar(100)  not null,
    created_by_name text          not null,
    created_at      timestamptz   not null,
    updated_at      timestamptz   not null
);
create index agent_test_by_creation on agent_test (created_at desc, id desc);
create index agent_test_by_folder on agent_test (folder_id, created_at desc, id desc);
