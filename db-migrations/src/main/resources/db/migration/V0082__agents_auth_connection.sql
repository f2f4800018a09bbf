-- How tools and MCP servers prove to other people's servers who they are: what may be shown, and apart from it what
-- only this server may read (AES-256-GCM, the key is not in this database).
create table auth_connection (
    id                varchar(100)  primary key,
    name              text          not null,
    auth_type         varchar(40)   not null,
    document          json_document not null,
    sealed_secrets    bytea         not null,
    status            varchar(40)   not null,
    status_detail     text,
    status_updated_at timestamptz,
    created_at        timestamptz   not null,
    updated_at        timestamptz   not null
);
create index auth_connection_by_creation on auth_connection (created_at, id);
