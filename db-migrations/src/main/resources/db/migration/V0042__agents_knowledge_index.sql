-- An index of a document under one of the contract's names of embedding models. The row is the queue of the indexing job.
create table knowledge_index (
    id           varchar(100) primary key,
    document_id  varchar(100) not null references knowledge_document (id) on delete cascade,
    model        varchar(40)  not null,
    embedder     varchar(200) not null,
    status       varchar(30)  not null,
    version      bigint       not null,
    passages     integer      not null,
    embedded     integer      not null,
    used_bytes   bigint       not null,
    failures     integer      not null,
    claimed_by   varchar(100),
    lease_until  timestamptz,
    created_at   timestamptz  not null,
    updated_at   timestamptz  not null
);
create unique index knowledge_index_by_document on knowledge_index (document_id, model);
create index knowledge_index_queue on knowledge_index (created_at) where status in ('new', 'processing');

-- The vector of a passage: 32-bit floats, the lowest byte first.
create table knowledge_vector (
    index_id   varchar(100) not null references knowledge_index (id) on delete cascade,
    passage_id varchar(100) not null references knowledge_passage (id) on delete cascade,
    vector     bytea        not null,
    primary key (index_id, passage_id)
);
create index knowledge_vector_by_passage on knowledge_vector (passage_id);
