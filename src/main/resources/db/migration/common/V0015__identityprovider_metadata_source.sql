-- Where a connection's metadata is fetched from, and how that went. The row is the queue: whoever finds next_at in the past
-- moves it and fetches.
create table identity_provider_source (
    provider_id varchar(64) primary key references identity_provider (id),
    url varchar(2000) not null,
    -- nothing was taken from this address yet: the first document is what whoever named the address meant
    first_wanted boolean not null,
    status varchar(10) not null,
    etag varchar(500),
    last_modified varchar(500),
    last_try_at timestamp with time zone,
    last_ok_at timestamp with time zone,
    -- why it fails or is held, as JSON, and since when
    why text,
    since timestamp with time zone,
    failures integer not null,
    held_hash varchar(64),
    cache_seconds bigint,
    next_at timestamp with time zone not null
);

create index identity_provider_source_due on identity_provider_source (next_at);
create index identity_provider_source_status on identity_provider_source (status);
