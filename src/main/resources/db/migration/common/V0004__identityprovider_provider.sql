create table identity_provider (
    id varchar(64) primary key,
    partner_id varchar(64) not null references partner (id),
    state varchar(10) not null,
    live_hash varchar(64),
    staged_hash varchar(64),
    previous_hash varchar(64),
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null
);

create index identity_provider_by_partner on identity_provider (partner_id);

-- Never updated but for when it was tested and activated.
create table identity_provider_version (
    provider_id varchar(64) not null references identity_provider (id),
    hash varchar(64) not null,
    settings text not null,
    entity_id varchar(1024),
    metadata bytea,
    created_at timestamp with time zone not null,
    tested_at timestamp with time zone,
    activated_at timestamp with time zone,
    primary key (provider_id, hash)
);

create index identity_provider_version_by_entity_id on identity_provider_version (entity_id);

create table identity_provider_key (
    provider_id varchar(64) not null references identity_provider (id),
    fingerprint varchar(64) not null,
    first_seen timestamp with time zone not null,
    last_seen_signing timestamp with time zone,
    primary key (provider_id, fingerprint)
);
