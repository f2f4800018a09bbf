-- What was found out about a conversation after its end, in the contract's words.
create table conversation_analysis (
    conversation_id varchar(100)  primary key references conversation (id) on delete cascade,
    call_successful varchar(8)    not null check (call_successful in ('success', 'failure', 'unknown')),
    document        json_document not null,
    made_at         timestamptz   not null
);
create index conversation_analysis_by_success on conversation_analysis (call_successful, conversation_id);
