-- What of a serving connection ends when: its signing certificates, its metadata. Rewritten whenever a version goes live.
create table identity_provider_deadline (
    provider_id varchar(64) not null references identity_provider (id),
    kind varchar(20) not null,
    -- a certificate's fingerprint; of metadata, its end
    about varchar(64) not null,
    ends_at timestamp with time zone not null,
    primary key (provider_id, kind, about)
);

create index identity_provider_deadline_by_end on identity_provider_deadline (ends_at);

-- What was told of it: whoever inserts the row tells it, on whatever node.
create table identity_provider_notice (
    provider_id varchar(64) not null references identity_provider (id),
    kind varchar(20) not null,
    about varchar(64) not null,
    days integer not null,
    told_at timestamp with time zone not null,
    primary key (provider_id, kind, about, days)
);
