-- What is to be told to webhooks: written with what it tells of, and the queue of those who deliver. The sound of a
-- conversation is no part of its row; it is read when it is sent.
create table webhook_delivery (
    id              varchar(100) primary key,
    webhook_id      varchar(100) not null references workspace_webhook (id) on delete cascade,
    conversation_id varchar(100) not null references conversation (id) on delete cascade,
    event_type      varchar(40)  not null,
    payload         text         not null,
    status          varchar(9)   not null check (status in ('pending', 'delivered', 'failed')),
    tries           integer      not null,
    attempts        integer      not null,
    due_at          timestamptz  not null,
    claimed_by      varchar(100),
    created_at      timestamptz  not null,
    settled_at      timestamptz
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at) where status = 'pending';
create index webhook_delivery_by_time on webhook_delivery (created_at desc, id desc);
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_by_conversation on webhook_delivery (conversation_id);

create table webhook_attempt (
    id             varchar(100) primary key,
    delivery_id    varchar(100) not null references webhook_delivery (id) on delete cascade,
    number         integer      not null,
    begun_at       timestamptz  not null,
    latency_millis bigint       not null,
    response_code  integer,
    response_begin text         not null,
    problem        text
);
create index webhook_attempt_by_delivery on webhook_attempt (delivery_id, number);
