-- Keys to the API. Only the SHA-256 of a secret is kept; a revoked key stays for the audit trail.
create table api_key (
    id            varchar(100) primary key,
    secret_sha256 char(64)     not null unique,
    shown_prefix  varchar(16)  not null,
    name          text         not null,
    role          varchar(16)  not null check (role in ('VIEWER', 'OPERATOR', 'EDITOR', 'ADMIN')),
    created_at    timestamptz  not null,
    expires_at    timestamptz,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);

-- Who changed what: contents are named by their SHA-256 only.
create table audit_entry (
    id            varchar(100) primary key,
    happened_at   timestamptz  not null,
    actor_id      varchar(100) not null,
    action        varchar(100) not null,
    subject_id    varchar(100) not null,
    before_sha256 char(64),
    after_sha256  char(64)
);
create index audit_entry_by_subject on audit_entry (subject_id, happened_at);
