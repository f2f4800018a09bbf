-- A walk over the pages of a web site. The row is the queue of the crawlers.
create table knowledge_crawl_job (
    id               varchar(100) primary key,
    type             varchar(20)  not null,
    seed_url         text         not null,
    pattern          text,
    max_depth        integer      not null,
    max_pages        integer      not null,
    auto_discover    boolean,
    status           varchar(20)  not null,
    pages_identified integer      not null,
    pages_scraped    integer      not null,
    pages_skipped    integer      not null,
    pages_failed     integer      not null,
    root_folder_id   varchar(100) not null,
    sync_days        integer,
    sync_removes     boolean      not null,
    created_by       varchar(100) not null,
    created_by_name  text         not null,
    claimed_by       varchar(100),
    lease_until      timestamptz,
    created_at       timestamptz  not null,
    updated_at       timestamptz  not null
);
create index knowledge_crawl_job_by_creation on knowledge_crawl_job (created_at desc, id desc);
create index knowledge_crawl_job_queue on knowledge_crawl_job (created_at) where status in ('queued', 'processing');

create table knowledge_crawl_page (
    job_id varchar(100) not null references knowledge_crawl_job (id) on delete cascade,
    number integer      not null,
    url    text         not null,
    depth  integer      not null,
    status varchar(20)  not null,
    primary key (job_id, number)
);
create unique index knowledge_crawl_page_by_url on knowledge_crawl_page (job_id, md5(url));
create index knowledge_crawl_page_queue on knowledge_crawl_page (job_id, number) where status = 'queued';
