-- Until when the words and the sound of a conversation may be kept, as its agent was set when it began, null for ever; and
-- when they went. What lies on the disk of the server that held the call is left to that server.
alter table conversation
    add column words_until   timestamptz,
    add column sound_until   timestamptz,
    add column words_gone_at timestamptz,
    add column sound_gone_at timestamptz,
    add column blobs_left    boolean not null default false;
create index conversation_words_due on conversation (words_until) where words_until is not null and words_gone_at is null;
create index conversation_sound_due on conversation (sound_until) where sound_until is not null and sound_gone_at is null;
create index conversation_blobs_left on conversation (server_name) where blobs_left;

-- With which version of an agent its retention was last applied to the conversations it already had.
create table agent_retention (
    agent_id   varchar(100) primary key,
    version_id varchar(100) not null
);
