-- What finding out about a conversation cost: how often, the last time and in all, in US dollars.
alter table conversation_analysis
    add column runs        integer not null default 0,
    add column last_price  numeric not null default 0,
    add column total_price numeric not null default 0;
