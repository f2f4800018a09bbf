-- What a criterion found of a conversation as it was recorded and as it was replayed.
create table time_travel_verdict (
    time_travel_id  varchar(100) not null,
    conversation_id varchar(100) not null,
    criterion_id    text         not null,
    recorded        varchar(7)   not null check (recorded in ('success', 'failure', 'unknown')),
    replayed        varchar(7)   not null check (replayed in ('success', 'failure', 'unknown')),
    recorded_why    text         not null,
    replayed_why    text         not null,
    recorded_score  integer,
    replayed_score  integer,
    primary key (time_travel_id, conversation_id, criterion_id),
    foreign key (time_travel_id, conversation_id)
        references time_travel_item (time_travel_id, conversation_id) on delete cascade
);
