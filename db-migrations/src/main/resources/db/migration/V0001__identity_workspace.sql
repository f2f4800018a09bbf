-- The house that everything on this server belongs to.
create table workspace (
    id         varchar(100) primary key,
    name       text         not null,
    created_at timestamptz  not null
);
