-- Links by which a partner's own administrator comes in to connect an identity provider: each once, each for a time.
create table connect_link (
    id uuid primary key,
    token_hash bytea not null unique,
    partner_id varchar(64) not null references partner (id),
    created_by varchar(320) not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone
);

create index connect_link_by_partner on connect_link (partner_id);

-- What came of a link, or of an administrator of the console who goes the same way: a session of one partner.
create table connect_session (
    id uuid primary key,
    secret_hash bytea not null unique,
    partner_id varchar(64) not null references partner (id),
    actor varchar(320) not null,
    started_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    ended_at timestamp with time zone
);

create index connect_session_by_actor on connect_session (actor);

-- Whose software a connection was said to be to, before there was metadata to recognise it by.
create table identity_provider_vendor (
    provider_id varchar(64) primary key references identity_provider (id),
    vendor varchar(32) not null
);
