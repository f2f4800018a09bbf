-- One conversation, put to it once. The row is the queue: one that is due waits, one that is claimed is due when its lease is
-- over, one that came to something is never due. Tokens are those of the agent then, of the agent now, and of who judged both.
create table time_travel_item (
    time_travel_id  varchar(100) not null references time_travel (id) on delete cascade,
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    state           varchar(9)   not null check (state in ('pending', 'done', 'failed', 'skipped', 'cancelled')),
    due_at          timestamptz,
    claimed_by      varchar(100),
    attempts        integer      not null default 0,
    turns           integer      not null default 0,
    turns_changed   integer      not null default 0,
    cut_short       varchar(20),
    problem         text,
    recorded_input  bigint       not null default 0,
    recorded_output bigint       not null default 0,
    recorded_price  numeric,
    replayed_input  bigint       not null default 0,
    replayed_output bigint       not null default 0,
    replayed_price  numeric,
    judging_input   bigint       not null default 0,
    judging_output  bigint       not null default 0,
    judging_price   numeric,
    primary key (time_travel_id, conversation_id)
);
create index time_travel_item_due on time_travel_item (due_at) where due_at is not null;
create index time_travel_item_claimed on time_travel_item (claimed_by) where claimed_by is not null;
create index time_travel_item_by_conversation on time_travel_item (conversation_id);
