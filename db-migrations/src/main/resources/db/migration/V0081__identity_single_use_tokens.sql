-- Tokens that open one operation once, in the name of the key that asked for them. Only their SHA-256 is kept.
create table single_use_token (
    id           varchar(100) primary key,
    token_sha256 char(64)     not null unique,
    purpose      varchar(40)  not null,
    key_id       varchar(100) not null references api_key (id) on delete cascade,
    expires_at   timestamptz  not null
);
create index single_use_token_by_expiry on single_use_token (expires_at);
