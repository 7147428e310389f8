-- The version of the connection that a session came by: its provider may end it by that version's keys.
alter table portal_session add column provider_version varchar(64);

-- What an IdP's logout will name a session by, where it is too long to travel with the sign-in; until the session is there.
create table portal_session_name (
    sign_in uuid not null primary key,
    name_id varchar not null,
    name_id_format varchar,
    name_qualifier varchar,
    sp_name_qualifier varchar,
    session_index varchar,
    provider_version varchar(64),
    kept_at timestamp with time zone not null
);
create index portal_session_name_by_age on portal_session_name (kept_at);
