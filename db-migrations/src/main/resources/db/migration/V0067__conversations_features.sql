-- Which features the agent offered when the conversation began, in the contract's words.
alter table conversation add column features json_document not null default '{}';
