-- What is still to be done about conversations that ended: nobody can end one without it being noted here. A claim is a row
-- whose time lies in the future; when its holder is gone, that time comes.
create table post_call (
    conversation_id varchar(100) primary key references conversation (id) on delete cascade,
    due_at          timestamptz  not null,
    claimed_by      varchar(100),
    attempts        integer      not null,
    announced       boolean      not null
);
create index post_call_due on post_call (due_at);
create index post_call_by_claim on post_call (claimed_by) where claimed_by is not null;

create function note_post_call() returns trigger language plpgsql as $$
begin
    insert into post_call (conversation_id, due_at, attempts, announced) values (new.id, new.ended_at, 0, true)
        on conflict do nothing;
    return null;
end
$$;
create trigger conversation_ended after update of ended_at on conversation
    for each row when (old.ended_at is null and new.ended_at is not null) execute function note_post_call();
