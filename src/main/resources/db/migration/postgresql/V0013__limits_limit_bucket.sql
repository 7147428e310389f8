-- Token buckets that all nodes share (Bucket4j). The id is the kind and a hash of the key; state is the library's own form;
-- expires_at, in milliseconds since 1970, is when the bucket is full again. On H2 buckets are in memory.
create table limit_bucket (
    id         varchar(80) not null primary key,
    state      bytea,
    expires_at bigint
);
create index limit_bucket_expires_at on limit_bucket (expires_at);
