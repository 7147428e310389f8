-- One row a test sign-in: its single-use link (hashed), and what came of it (sealed: it holds what a provider says of a person).
create table test_sign_in (
    id           uuid not null primary key,
    token_hash   varchar(43) not null unique,
    provider_id  varchar(64) not null references identity_provider (id),
    version_hash varchar(64) not null,
    actor        varchar(255) not null,
    started_at   timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    departed_at  timestamp with time zone,
    finished_at  timestamp with time zone,
    passed       boolean,
    reference    varchar(10),
    found        bytea
);
create index test_sign_in_provider on test_sign_in (provider_id, started_at);
create index test_sign_in_start on test_sign_in (started_at);
