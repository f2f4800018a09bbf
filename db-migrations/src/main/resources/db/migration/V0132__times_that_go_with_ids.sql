-- Lists by tool and by topic join on the conversation's id and on its time: that lets them be walked in the order of lists. Once
-- the id is the same the time is too, so this equality lets no fewer rows pass. The planner would take both for a stroke
-- of luck, expect one row and read a million.
alter table conversation          alter column started_at set (n_distinct = 1);
alter table conversation_topic    alter column started_at set (n_distinct = 1);
alter table conversation_tool_use alter column started_at set (n_distinct = 1);
analyze conversation, conversation_topic, conversation_tool_use;
