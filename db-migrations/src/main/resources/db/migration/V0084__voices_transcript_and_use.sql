-- What was said in a sound that somebody sent to be written down: the answer as it was given, until it is deleted.
create table stored_transcript (
    id         varchar(100)  primary key,
    document   json_document not null,
    created_by varchar(100)  not null,
    created_at timestamptz   not null
);

-- How much was spoken and heard outside calls; counts only, never words.
create table speech_use (
    id          varchar(100) primary key,
    happened_at timestamptz  not null,
    product     varchar(20)  not null check (product in ('text_to_speech', 'speech_to_text')),
    actor_id    varchar(100) not null,
    voice_id    varchar(200) not null,
    characters  integer      not null
);
create index speech_use_by_time on speech_use (happened_at);
