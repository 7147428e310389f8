-- One row a hand-off. The sign-in's id is the key, so that a sign-in opens one session at most, on any node.
-- Texts that an IdP writes have no length: they were bounded where they were read.
create table portal_session (
    sign_in uuid not null primary key,
    sid varchar(64) not null unique,
    jti varchar(64) not null,
    account uuid not null,
    partner varchar(64) not null,
    email varchar,
    authentication_type varchar(16),
    identity_provider varchar(64),
    reference varchar(10),
    name_id varchar,
    name_id_format varchar,
    name_qualifier varchar,
    sp_name_qualifier varchar,
    session_index varchar,
    -- SHA-256 over provider and NameID: a NameID may be longer than an index entry
    logout_key varchar(43),
    -- kept only while a retry may need it to the byte
    body varchar,
    state varchar(16) not null,
    attempt integer not null,
    created_at timestamp with time zone not null,
    attempt_at timestamp with time zone not null,
    opened_at timestamp with time zone,
    ended_at timestamp with time zone,
    -- when the settling task has to look at it; null once its story is complete
    due_at timestamp with time zone
);
create index portal_session_account on portal_session (account);
create index portal_session_logout on portal_session (logout_key);
create index portal_session_due on portal_session (due_at);
