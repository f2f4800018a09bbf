-- A server that offers tools over the Model Context Protocol: its settings as sent, and the definitions of those of its
-- tools that somebody looked at and approved, by name. The settings hold only the hashes of these.
create table mcp_server (
    id              varchar(100)  primary key,
    document        json_document not null,
    approved_tools  json_document not null,
    name            text          not null,
    created_by      varchar(100)  not null,
    created_by_name text          not null,
    created_at      timestamptz   not null,
    updated_at      timestamptz   not null
);
create index mcp_server_by_creation on mcp_server (created_at desc, id desc);
