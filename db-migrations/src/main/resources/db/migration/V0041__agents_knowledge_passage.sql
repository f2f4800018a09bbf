-- The parts in which a document is found and read. They are made anew whenever its content changes.
create table knowledge_passage (
    id          varchar(100) primary key,
    document_id varchar(100) not null references knowledge_document (id) on delete cascade,
    position    integer      not null,
    words       text         not null,
    lexemes     tsvector     generated always as (to_tsvector('simple', words)) stored
);
create unique index knowledge_passage_by_document on knowledge_passage (document_id, position);
create index knowledge_passage_by_lexeme on knowledge_passage using gin (lexemes);
