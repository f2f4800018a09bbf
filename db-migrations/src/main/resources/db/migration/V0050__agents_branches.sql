-- An agent has branches, each a history of its own. What the agent row holds is the state of its main branch; of every
-- branch the newest version is known. Traffic is each branch's share of the calls, in percent by branch id; where
-- nothing was deployed, the main branch has them all.
alter table agent add column versioned boolean not null default true;
alter table agent add column traffic json_document not null default '{}';

create table agent_branch (
    id                    varchar(100) primary key,
    agent_id              varchar(100) not null references agent (id),
    name                  text         not null,
    description           text         not null,
    version_id            varchar(100) not null references agent_version (id) deferrable initially deferred,
    parent_branch_id      varchar(100) references agent_branch (id),
    merged_into_branch_id varchar(100) references agent_branch (id),
    admin_only            boolean      not null,
    auto_rebase           boolean      not null,
    archived              boolean      not null,
    created_by            varchar(100) not null,
    created_by_name       text         not null,
    created_at            timestamptz  not null,
    committed_at          timestamptz  not null
);
create unique index agent_branch_name on agent_branch (agent_id, lower(name)) where not archived;
create index agent_branch_by_creation on agent_branch (agent_id, created_at, id);

insert into agent_branch
select branch_id, id, 'Main', '', version_id, null, null, false, false, false, created_by, created_by_name, created_at,
       updated_at
from agent a where exists (select 1 from agent_version v where v.id = a.version_id);

-- Where a version came from: the one before it in its branch, the one its branch was made from, the one that was merged
-- into it, and the newest of the main branch that it was put upon.
alter table agent_version add column branch_id varchar(100);
alter table agent_version add column branch_number integer;
alter table agent_version add column created_by_name text;
alter table agent_version add column in_branch_parent_id varchar(100);
alter table agent_version add column out_of_branch_parent_id varchar(100);
alter table agent_version add column merged_from_branch_id varchar(100);
alter table agent_version add column merged_from_version_id varchar(100);
alter table agent_version add column rebased_from_version_id varchar(100);

update agent_version v
set branch_id = a.branch_id,
    branch_number = v.number,
    created_by_name = case when v.created_by = a.created_by then a.created_by_name else v.created_by end,
    in_branch_parent_id =
        (select p.id from agent_version p where p.agent_id = v.agent_id and p.number = v.number - 1)
from agent a where a.id = v.agent_id;

alter table agent_version alter column branch_id set not null;
alter table agent_version alter column branch_number set not null;
alter table agent_version alter column created_by_name set not null;
alter table agent_version add unique (branch_id, branch_number);
