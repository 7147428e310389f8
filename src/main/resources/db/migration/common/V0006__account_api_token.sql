-- What programs show at /api/v1. Only the hash of a token is kept.
create table api_token (
    id           uuid                     not null primary key,
    hash         bytea                    not null,
    scope        varchar(20)              not null,
    partner      varchar(64),
    created_at   timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    last_used_at timestamp with time zone,
    revoked_at   timestamp with time zone,
    constraint api_token_hash unique (hash)
);
