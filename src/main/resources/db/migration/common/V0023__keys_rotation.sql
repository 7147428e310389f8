-- Which identity provider still encrypts to which of our keys, right within an hour: a key is dropped safely once nobody does.
create table service_key_use (
    key_id varchar(64) not null,
    used_by varchar(64) not null,
    last_used_at timestamp with time zone not null,
    primary key (key_id, used_by)
);
