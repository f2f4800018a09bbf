-- Which files a caller showed with what was said, as a JSON array; their names are words, and go with the turn.
alter table conversation_turn add column file_inputs text not null default '[]';
