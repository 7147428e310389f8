-- One row a fact (docs/reference/login-events.md), written in the transaction of the state it records.
-- leaf: the canonical text that is sealed; it holds the personal part (email, client_ip, user_agent) and details only as
-- salted hashes, so both can be redacted, each by emptying its columns and its salt, while the tree stays whole.
-- position: the place in the Merkle tree, null until sealed.
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
) partition by range (time);

-- Takes what no month takes. Months are made ahead by the gateway; the first ones here, for what the first start writes.
create table login_event_default partition of login_event default;
do $$
declare
    month timestamp := date_trunc('month', now() at time zone 'utc');
begin
    for ahead in 0..1 loop
        execute format('create table %I partition of login_event for values from (%L) to (%L)',
            'login_event_' || to_char(month, 'YYYY_MM'),
            to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        month := month + interval '1 month';
    end loop;
end $$;

-- Partial, because an insert pays for each index it falls into and most events have no reason, many no account.
create index login_event_partner on login_event (partner, time, id) where partner is not null;
create index login_event_account on login_event (account, time, id) where account is not null;
create index login_event_email on login_event (email, time, id) where email is not null;
create index login_event_reason on login_event (reason, time, id) where reason is not null;
create index login_event_reference on login_event (reference) where reference is not null;
create index login_event_unsealed on login_event (time, id) where position is null;
