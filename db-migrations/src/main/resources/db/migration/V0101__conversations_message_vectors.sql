-- Which conversations' messages have vectors, and which wait for them: nobody can end one without it being noted here. The row
-- is the queue: one that is due waits, one that is claimed is due when its lease is over, one that is done is never due.
create table message_index (
    conversation_id varchar(100) primary key references conversation (id) on delete cascade,
    due_at          timestamptz,
    claimed_by      varchar(100),
    attempts        integer      not null,
    embedder        varchar(200)
);
create index message_index_due on message_index (due_at) where due_at is not null;

create function note_message_index() returns trigger language plpgsql as $$
begin
    insert into message_index (conversation_id, due_at, attempts) values (new.id, new.ended_at, 0) on conflict do nothing;
    return null;
end
$$;
create trigger conversation_to_be_indexed after update of ended_at on conversation
    for each row when (old.ended_at is null and new.ended_at is not null) execute function note_message_index();

insert into message_index (conversation_id, due_at, attempts)
    select id, ended_at, 0 from conversation where ended_at is not null;

-- A part of a message, in UTF-16 units of it, and its vector: 32-bit floats, the lowest byte first.
create table message_vector (
    conversation_id varchar(100) not null,
    position        integer      not null,
    begins          integer      not null,
    ends            integer      not null,
    vector          bytea        not null,
    primary key (conversation_id, position, begins),
    foreign key (conversation_id, position) references conversation_turn (conversation_id, position) on delete cascade
);
