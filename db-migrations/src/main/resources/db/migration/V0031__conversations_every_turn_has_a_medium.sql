-- Every turn came by some medium; the record says which.
update conversation_turn set source_medium = 'audio' where source_medium is null;
alter table conversation_turn alter column source_medium set not null;
