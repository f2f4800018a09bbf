-- What callers leave in a conversation besides words; the bytes are a blob.
create table conversation_file (
    id              varchar(100) primary key,
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    name            text         not null,
    media_type      text         not null,
    length          bigint       not null,
    created_at      timestamptz  not null
);
create index conversation_file_by_conversation on conversation_file (conversation_id, created_at);
