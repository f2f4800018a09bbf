-- A JSON object kept character for character as it was sent: jsonb would lose the order of members, which clients show.
-- It is valid jsonb all the same, so that queries and indexes may read it as such.
create domain json_document as text check (jsonb_typeof(value::jsonb) = 'object');

-- What an agent is: the document as sent, and beside it what lists are searched and ordered by. Conversations refer to
-- their agent for as long as they are kept, so a deleted agent stays as a row that is found no more.
create table agent (
    id              varchar(100)  primary key,
    document        json_document not null,
    name            text          not null,
    archived        boolean       not null,
    version_id      varchar(100)  not null,
    branch_id       varchar(100)  not null,
    created_by      varchar(100)  not null,
    created_by_name text          not null,
    created_at      timestamptz   not null,
    updated_at      timestamptz   not null,
    deleted_at      timestamptz
);
create index agent_by_creation on agent (created_at desc, id desc) where deleted_at is null;
create index agent_by_name on agent (lower(name), id) where deleted_at is null;

-- Every state an agent ever had. Never changed.
create table agent_version (
    id          varchar(100)  primary key,
    agent_id    varchar(100)  not null references agent (id),
    number      integer       not null,
    document    json_document not null,
    description text,
    created_by  varchar(100)  not null,
    created_at  timestamptz   not null,
    unique (agent_id, number)
);
