-- A picture or a sound that an agent shows or plays. Its document names it by the path under which it is handed out.
create table agent_file (
    id         varchar(100) primary key,
    agent_id   varchar(100) not null references agent (id) on delete cascade,
    name       text         not null,
    media_type varchar(100) not null,
    bytes      bytea        not null,
    created_at timestamptz  not null
);
create index agent_file_by_agent on agent_file (agent_id);
