-- What a label means in each environment: a text, or the id of a secret or of an auth connection.
create table environment_variable (
    id             varchar(100)  primary key,
    label          varchar(100) collate "C" not null unique,
    type           varchar(16)   not null check (type in ('string', 'secret', 'auth_connection')),
    by_environment json_document not null,
    created_by     varchar(100)  not null,
    created_at     timestamptz   not null,
    updated_at     timestamptz   not null
);
