-- Calls that just ended go before those that somebody wants looked at once more, be it with the agent as it is by now.
alter table post_call add column as_now boolean not null default false;
create index post_call_order on post_call (announced desc, due_at);
