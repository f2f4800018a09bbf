-- Values that agents need and nobody may read back: AES-256-GCM, the key is not in this database.
create table secret (
    id           varchar(100) primary key,
    name         text         not null unique,
    sealed_value bytea        not null,
    created_at   timestamptz  not null,
    updated_at   timestamptz  not null
);
