-- What an agent's conversations are about. A topic is its members: its name, its middle and its numbers are read from them, so
-- that nothing of a conversation outlives its words here.
create table topic (
    id       varchar(100) primary key,
    agent_id varchar(100) not null,
    made_at  timestamptz  not null
);
create index topic_by_agent on topic (agent_id);

-- Which analysed conversations there are, and to which topic each belongs, if to any. It waits while what was noted of it last
-- (counted) was not placed. The vector is of its title and summary: 32-bit floats, the lowest byte first. The time is the
-- conversation's, so that lists by topic are walked in their order. Results are those of the evaluation criteria, by their ids.
create table conversation_topic (
    conversation_id varchar(100) primary key references conversation (id) on delete cascade,
    agent_id        varchar(100) not null,
    started_at      timestamptz  not null,
    results         jsonb        not null,
    noted           integer      not null default 1,
    placed          integer      not null default 0,
    embedder        varchar(200),
    vector          bytea,
    topic_id        varchar(100) references topic (id) on delete set null,
    nearness        double precision
);
create index conversation_topic_by_agent on conversation_topic (agent_id, started_at desc, conversation_id desc);
create index conversation_topic_waiting on conversation_topic (agent_id) where placed <> noted;
create index conversation_topic_by_topic on conversation_topic (topic_id, started_at desc, conversation_id desc)
    where topic_id is not null;
create index conversation_topic_by_nearness on conversation_topic (topic_id, nearness desc, conversation_id)
    where topic_id is not null;

-- The queue of the agents whose topics are looked for: one that is due and has conversations that wait is looked at; one that
-- is claimed is due when its lease is over. How often that was finished is counted.
create table topic_discovery (
    agent_id   varchar(100) primary key,
    due_at     timestamptz  not null,
    claimed_by varchar(100),
    attempts   integer      not null default 0,
    runs       integer      not null default 0
);
create index topic_discovery_due on topic_discovery (due_at);

create function antiphon_criteria_results(analysis jsonb) returns jsonb
    language sql immutable
    return coalesce(
        (select jsonb_object_agg(key, value ->> 'result') from jsonb_each(analysis -> 'evaluation_criteria_results')), '{}');

create function antiphon_analysis_words(analysis jsonb) returns text
    language sql immutable
    return btrim(concat_ws(chr(10), analysis ->> 'call_summary_title', analysis ->> 'transcript_summary'), E' \n');

-- Nobody can analyse a conversation without it being noted here, or forget the words of one without it going from here.
create function note_conversation_topic() returns trigger language plpgsql as $$
declare
    analysis jsonb := new.document::jsonb;
    words    text  := antiphon_analysis_words(analysis);
begin
    if words = '' then
        delete from conversation_topic where conversation_id = new.conversation_id;
    elsif tg_op = 'UPDATE' and words = antiphon_analysis_words(old.document::jsonb) then
        update conversation_topic set results = antiphon_criteria_results(analysis)
            where conversation_id = new.conversation_id;
    else
        insert into conversation_topic (conversation_id, agent_id, started_at, results)
            select id, agent_id, started_at, antiphon_criteria_results(analysis)
            from conversation where id = new.conversation_id
            on conflict (conversation_id) do update
                set noted = conversation_topic.noted + 1, results = excluded.results, embedder = null, vector = null;
    end if;
    return null;
end
$$;
create trigger conversation_analysis_to_be_placed after insert or update of document on conversation_analysis
    for each row execute function note_conversation_topic();

insert into conversation_topic (conversation_id, agent_id, started_at, results)
    select c.id, c.agent_id, c.started_at, antiphon_criteria_results(a.document::jsonb)
    from conversation_analysis a join conversation c on c.id = a.conversation_id
    where antiphon_analysis_words(a.document::jsonb) <> '';
