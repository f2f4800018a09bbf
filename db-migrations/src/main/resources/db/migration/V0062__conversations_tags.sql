-- Names that people give to conversations.
create table conversation_tag (
    id          varchar(100) primary key,
    title       text         not null,
    description text,
    owner       varchar(100) not null,
    created_at  timestamptz  not null
);
create index conversation_tag_by_time on conversation_tag (created_at desc, id desc);

create table conversation_tagging (
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    tag_id          varchar(100) not null references conversation_tag (id) on delete cascade,
    primary key (conversation_id, tag_id)
);
create index conversation_tagging_by_tag on conversation_tagging (tag_id, conversation_id);
