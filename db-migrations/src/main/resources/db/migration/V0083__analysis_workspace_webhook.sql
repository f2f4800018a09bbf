-- Where the workspace wants to hear of what happened. The secret that signs, and headers that may be secret, are sealed.
create table workspace_webhook (
    id               varchar(100) primary key,
    name             text         not null,
    url              text         not null,
    sealed           bytea        not null,
    disabled         boolean      not null,
    auto_disabled    boolean      not null,
    retry_enabled    boolean      not null,
    events           text         not null,
    created_at       timestamptz  not null,
    last_failure_code integer,
    last_failure_at  timestamptz
);
create index workspace_webhook_by_creation on workspace_webhook (created_at, id);
