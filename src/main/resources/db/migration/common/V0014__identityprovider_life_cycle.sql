-- Advances with every change of the connection: two administrators don't overwrite one another.
alter table identity_provider add column revision bigint default 1 not null;

-- The staged version that the people named below are served before everybody is.
alter table identity_provider add column trial_hash varchar(64);

create table identity_provider_trial (
    provider_id varchar(64) not null references identity_provider (id),
    email varchar(320) not null,
    primary key (provider_id, email)
);

-- A POST's answer for the one who asks again with the same key; sealed, since it may hold a link that is shown once.
create table api_answer (
    token_id uuid not null,
    idempotency_key varchar(64) not null,
    request_hash varchar(64) not null,
    status integer not null,
    headers text not null,
    body bytea,
    created_at timestamp with time zone not null,
    primary key (token_id, idempotency_key)
);

create index api_answer_by_age on api_answer (created_at);
