-- What the identity provider that a session of the console came by will name it by in a logout, as portal_session has it.
alter table console_session add column partner varchar(64);
alter table console_session add column identity_provider varchar(64);
alter table console_session add column provider_version varchar(64);
alter table console_session add column name_id varchar;
alter table console_session add column name_id_format varchar;
alter table console_session add column name_qualifier varchar;
alter table console_session add column sp_name_qualifier varchar;
alter table console_session add column session_index varchar;
alter table console_session add column logout_key varchar(43);
create index console_session_logout on console_session (logout_key);
