-- What is told of a conversation whose words are gone: kept until it was told, or cannot be, and no longer.
alter table webhook_delivery add column fleeting boolean not null default false;
create index webhook_delivery_fleeting on webhook_delivery (created_at) where fleeting;
