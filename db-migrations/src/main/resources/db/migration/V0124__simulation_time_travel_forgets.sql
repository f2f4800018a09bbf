-- Reasons quote what was said: nobody can forget the words of a conversation without them being forgotten here. Verdicts stay.
create function forget_time_travel_reasons() returns trigger language plpgsql as $$
begin
    update time_travel_verdict set recorded_why = '', replayed_why = '' where conversation_id = new.id;
    return null;
end
$$;
create index time_travel_verdict_by_conversation on time_travel_verdict (conversation_id);
create trigger conversation_words_forgotten after update of words_gone_at on conversation
    for each row when (old.words_gone_at is null and new.words_gone_at is not null) execute function forget_time_travel_reasons();
