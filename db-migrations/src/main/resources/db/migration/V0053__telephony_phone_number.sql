-- A telephone number: how its carrier is reached, what of that nobody may read back (AES-256-GCM, the key is not in this
-- database), and who answers. An agent that was deleted answers no more.
create table phone_number (
    id                 varchar(100)  primary key,
    phone_number       varchar(32)   not null unique,
    label              text          not null,
    provider           varchar(16)   not null check (provider in ('twilio', 'sip_trunk', 'exotel')),
    document           json_document not null,
    sealed_secrets     bytea         not null,
    agent_id           varchar(100),
    branch_id          varchar(100),
    environment        varchar(100),
    livekit_stack      varchar(16)   not null,
    store_sip_messages boolean       not null,
    created_at         timestamptz   not null,
    updated_at         timestamptz   not null
);
create index phone_number_by_creation on phone_number (created_at desc, id desc);
create index phone_number_by_agent on phone_number (agent_id) where agent_id is not null;
