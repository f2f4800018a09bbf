-- A document of the knowledge base, or a folder of documents. What can be read of it stands in a row of its own, so that lists stay light.
create table knowledge_document (
    id              varchar(100) primary key,
    parent_id       varchar(100) references knowledge_document (id) on delete cascade,
    type            varchar(10)  not null check (type in ('file', 'url', 'text', 'folder')),
    name            text         not null,
    url             text,
    filename        text,
    media_type      text,
    size_bytes      bigint       not null,
    characters      integer      not null,
    pages           integer      not null,
    fingerprint     varchar(64)  not null,
    sync_days       integer,
    sync_removes    boolean      not null,
    sync_failures   integer      not null,
    next_sync_at    timestamptz,
    created_by      varchar(100) not null,
    created_by_name text         not null,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null
);
create index knowledge_document_by_creation on knowledge_document (created_at desc, id desc);
create index knowledge_document_by_parent on knowledge_document (parent_id);
create index knowledge_document_by_sync on knowledge_document (next_sync_at) where next_sync_at is not null;

create table knowledge_content (
    document_id varchar(100) primary key references knowledge_document (id) on delete cascade,
    html        text         not null,
    words       text         not null
);

-- The file as it was sent.
create table knowledge_source (
    document_id varchar(100) primary key references knowledge_document (id) on delete cascade,
    bytes       bytea        not null
);
