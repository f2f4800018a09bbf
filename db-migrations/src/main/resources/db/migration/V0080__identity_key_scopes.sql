-- What a key may be used for, below its role: the contract's areas, separated by blanks. Null means everything.
alter table api_key add column scopes text;
create index api_key_by_creation on api_key (created_at desc, id desc);

-- The trail is read from its end.
create index audit_entry_by_time on audit_entry (happened_at desc, id desc);
