-- How an analysis was made, or why it could not be.
create table call_analysis (
    conversation_id varchar(100) primary key references conversation (id) on delete cascade,
    analyst         text         not null,
    problem         text,
    input_tokens    bigint       not null,
    output_tokens   bigint       not null,
    made_at         timestamptz  not null
);
