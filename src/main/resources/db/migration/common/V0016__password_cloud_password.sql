-- Passwords kept here (Cloud). The Argon2 hash is sealed for its row, so that a row written past us opens nothing.
create table cloud_password (
    account    uuid                     not null primary key,
    hash       bytea                    not null,
    changed_at timestamp with time zone not null
);

-- Wrong passwords of an address in a partner (SHA-256 over both), whether or not anybody has it: so that being locked tells
-- nothing. Its row's lock lines up whoever tries.
create table password_lock (
    address_hash bytea                    not null primary key,
    failures     integer                  not null,
    locked_until timestamp with time zone,
    tried_at     timestamp with time zone not null
);

create index password_lock_age on password_lock (tried_at);
