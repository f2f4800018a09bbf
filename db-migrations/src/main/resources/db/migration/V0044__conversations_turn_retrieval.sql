-- What an agent looked up before it answered, in the contract's shape; null where it looked nothing up.
alter table conversation_turn add column rag_retrieval_info text;
