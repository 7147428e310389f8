-- One row for each response that was accepted: neither its assertion nor the request it answers is accepted again.
create table saml_consumed_assertion (
    issuer       varchar(255) not null,
    assertion_id varchar(255) not null,
    request_id   varchar(80) unique, -- null for an unsolicited response
    expires_at   timestamp with time zone not null,
    primary key (issuer, assertion_id)
);

create index saml_consumed_assertion_expiry on saml_consumed_assertion (expires_at);
