-- Sessions of the console. The browser holds a token, this table its hash. A sign-in opens one at most.
create table console_session (
    id                  uuid                     not null primary key,
    token_hash          bytea                    not null,
    sign_in             uuid                     not null,
    account             uuid                     not null,
    authentication_type varchar(16)              not null,
    second_factor       varchar(20)              not null,
    client_ip           varchar(64),
    user_agent          varchar(512),
    started_at          timestamp with time zone not null,
    used_at             timestamp with time zone not null,
    ended_at            timestamp with time zone,
    constraint console_session_token unique (token_hash),
    constraint console_session_sign_in unique (sign_in)
);

create index console_session_account on console_session (account);
create index console_session_age on console_session (started_at);
