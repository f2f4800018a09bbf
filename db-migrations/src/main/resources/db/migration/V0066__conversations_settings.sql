-- What the workspace has settled for all its agents, and how its dashboard looks; documents as they were sent.
create table workspace_setting (
    name       varchar(40)   primary key,
    document   json_document not null,
    changed_at timestamptz   not null
);
