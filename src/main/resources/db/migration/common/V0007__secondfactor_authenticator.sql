-- Authenticators (TOTP). A pending one belongs to the sign-in that enrols it; one per account is active.
create table authenticator (
    id           uuid                     not null primary key,
    account      uuid                     not null,
    label        varchar(100)             not null,
    secret       bytea                    not null,
    state        varchar(16)              not null,
    sign_in      uuid                     not null,
    created_at   timestamp with time zone not null,
    activated_at timestamp with time zone,
    last_used_at timestamp with time zone,
    last_step    bigint,
    last_drift   integer,
    constraint authenticator_sign_in_once unique (account, sign_in)
);

-- Time steps whose code was typed while the clocks disagreed: refused then, and used up, so refused later too.
create table authenticator_spent_step (
    authenticator uuid   not null references authenticator (id) on delete cascade,
    step          bigint not null,
    primary key (authenticator, step)
);

create table recovery_code (
    account uuid  not null,
    hash    bytea not null,
    used_at timestamp with time zone,
    primary key (account, hash)
);

-- Wrong codes of every kind since the last full success. Its row's lock lines up whoever tries codes of an account.
create table second_factor_lock (
    account      uuid    not null primary key,
    failures     integer not null,
    locked_until timestamp with time zone
);
