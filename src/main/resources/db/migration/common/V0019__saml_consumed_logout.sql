-- One row a logout request that was honoured, as long as a replay of it could pass every other check.
create table saml_consumed_logout (
    issuer     varchar(255) not null,
    request_id varchar(255) not null,
    expires_at timestamp with time zone not null,
    primary key (issuer, request_id)
);
create index saml_consumed_logout_expiry on saml_consumed_logout (expires_at);
