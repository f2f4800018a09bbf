-- Words of any language as they were said;
-- what stands in angle brackets is no markup. What is beyond a hundred thousand characters of one message is not found.
create function antiphon_words(message text) returns tsvector
    language sql immutable parallel safe
    return to_tsvector('simple'::regconfig, translate(left(message, 100000), '<>', '  '));
create index conversation_turn_by_words on conversation_turn using gin (antiphon_words(message)) where message is not null;
