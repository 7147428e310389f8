-- Each time that an administrator for when nothing else works signed in, wherever that was.
create table break_glass_use (
    id        uuid                     not null primary key,
    account   uuid                     not null references account (id),
    email     varchar(254)             not null,
    door      varchar(16)              not null,
    client_ip varchar(64),
    reference varchar(16),
    used_at   timestamp with time zone not null
);
create index break_glass_use_age on break_glass_use (used_at);
