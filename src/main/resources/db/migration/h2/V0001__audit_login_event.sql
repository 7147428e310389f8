-- One row a fact (docs/reference/login-events.md), written in the transaction of the state it records.
-- leaf: the canonical text that is sealed; it holds the personal part (email, client_ip, user_agent) and details only as
-- salted hashes, so both can be redacted, each by emptying its columns and its salt, while the tree stays whole.
-- position: the place in the Merkle tree, null until sealed.
-- Texts are varchar and not text, which H2 keeps as large objects outside the row.
create table login_event (
    id                  uuid                        not null,
    time                timestamp(3) with time zone not null,
    type                varchar(40)                 not null,
    outcome             varchar(10)                 not null,
    reason              varchar(64),
    reference           varchar(10),
    partner             varchar(128),
    account             uuid,
    email               varchar(1000),
    authentication_type varchar(64),
    identity_provider   varchar(128),
    second_factor       varchar(128),
    client_ip           varchar(128),
    user_agent          varchar(2000),
    request_id          varchar(256),
    trace_id            varchar(128),
    actor               varchar(1000),
    details             varchar(1000000),
    leaf                varchar(1000000)            not null,
    personal_salt       bytea,
    details_salt        bytea,
    "position"          bigint,
    constraint login_event_pk primary key (time, id)
);
create index login_event_partner on login_event (partner, time, id);
create index login_event_account on login_event (account, time, id);
create index login_event_email on login_event (email, time, id);
create index login_event_reason on login_event (reason, time, id);
create index login_event_reference on login_event (reference);
create index login_event_position on login_event ("position");
