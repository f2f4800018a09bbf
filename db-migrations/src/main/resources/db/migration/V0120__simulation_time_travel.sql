-- Past conversations that somebody wants put to another version of an agent. Which filter chose them is not kept, since it may
-- name people. A draft may be changed afterwards and is kept as it was; of a version its id is enough.
create table time_travel (
    id            varchar(100)  primary key,
    agent_id      varchar(100)  not null,
    branch_id     varchar(100)  not null,
    version_id    varchar(100)  not null,
    draft         json_document,
    matched       integer       not null,
    without_words integer       not null,
    cancelled     boolean       not null,
    created_by    varchar(100)  not null,
    created_at    timestamptz   not null
);
create index time_travel_by_creation on time_travel (created_at desc, id desc);
