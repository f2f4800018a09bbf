-- What somebody is about to change on a branch and has not committed: one for each branch and person.
create table agent_draft (
    branch_id  varchar(100)  not null references agent_branch (id),
    created_by varchar(100)  not null,
    agent_id   varchar(100)  not null references agent (id),
    document   json_document not null,
    version_id varchar(100)  not null references agent_version (id),
    created_at timestamptz   not null,
    primary key (branch_id, created_by)
);

-- How calls were shared out among an agent's branches, and since when. Never changed; the newest holds.
create table agent_deployment (
    id              varchar(100)  primary key,
    agent_id        varchar(100)  not null references agent (id),
    traffic         json_document not null,
    source          varchar(16)   not null check (source in ('manual', 'branch_merge')),
    created_by      varchar(100)  not null,
    created_by_name text          not null,
    deployed_at     timestamptz   not null
);
create index agent_deployment_by_time on agent_deployment (agent_id, deployed_at desc, id desc);

create index conversation_by_branch on conversation (branch_id, started_at desc) where branch_id is not null;
