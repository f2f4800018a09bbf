-- Many conversations that somebody wants looked at once more. What he asked for is not kept, since it may name people.
create table reanalysis (
    id         varchar(100) primary key,
    as_now     boolean      not null,
    matched    integer      not null,
    cancelled  boolean      not null,
    created_by varchar(100) not null,
    created_at timestamptz  not null
);
create index reanalysis_by_creation on reanalysis (created_at desc, id desc);

create table reanalysis_item (
    reanalysis_id   varchar(100) not null references reanalysis (id) on delete cascade,
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    state           varchar(9)   not null check (state in ('pending', 'done', 'failed', 'cancelled')),
    input_tokens    bigint       not null default 0,
    output_tokens   bigint       not null default 0,
    price           numeric,
    problem         text,
    primary key (reanalysis_id, conversation_id)
);
create index reanalysis_item_pending on reanalysis_item (conversation_id) where state = 'pending';
create index reanalysis_item_failed on reanalysis_item (reanalysis_id, conversation_id) where state = 'failed';

-- What all analyses of a conversation took together; a price is known of some models only.
alter table call_analysis
    add column price               numeric,
    add column runs                integer not null default 1,
    add column total_input_tokens  bigint  not null default 0,
    add column total_output_tokens bigint  not null default 0;
update call_analysis set total_input_tokens = input_tokens, total_output_tokens = output_tokens;
