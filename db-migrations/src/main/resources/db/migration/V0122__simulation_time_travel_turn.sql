-- A turn of a recorded conversation, from position to last_position, and what the other version said and did in its place. What
-- was recorded is not kept twice; where it is deleted, so is what was made of it. A last_position before position: nothing was
-- recorded, such as of an agent that did not speak first.
create table time_travel_turn (
    time_travel_id  varchar(100)  not null,
    conversation_id varchar(100)  not null,
    number          integer       not null,
    position        integer       not null,
    last_position   integer       not null,
    words_changed   boolean       not null,
    tools_changed   boolean       not null,
    replayed        json_document not null,
    primary key (time_travel_id, conversation_id, number),
    foreign key (time_travel_id, conversation_id)
        references time_travel_item (time_travel_id, conversation_id) on delete cascade,
    foreign key (conversation_id, position) references conversation_turn (conversation_id, position) on delete cascade
);
create index time_travel_turn_by_recorded on time_travel_turn (conversation_id, position);
