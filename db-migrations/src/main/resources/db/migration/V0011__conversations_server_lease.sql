-- Servers that live say so every few seconds; the calls of one that does not are over.
create table server_lease (
    server_name text         primary key,
    server_run  varchar(100) not null,
    seen_at     timestamptz  not null
);
