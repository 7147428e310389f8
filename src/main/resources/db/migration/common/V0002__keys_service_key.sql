-- Gatehouse's own key pairs. Times say what a key is now: announced (used_from is to come), current (the latest used_from
-- that has come), retired but still published (until published_until). The private key is sealed for its row.
create table service_key (
    id              varchar(64)              not null primary key,
    purpose         varchar(40)              not null,
    generation      integer                  not null,
    private_key     bytea                    not null,
    certificate     bytea                    not null,
    created_at      timestamp with time zone not null,
    used_from       timestamp with time zone not null,
    published_until timestamp with time zone,
    constraint service_key_generation unique (purpose, generation)
);
