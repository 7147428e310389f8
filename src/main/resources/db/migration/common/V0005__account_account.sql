-- People of partners. The e-mail address is lower-cased and one person's within a partner.
create table account (
    id           uuid                     not null primary key,
    partner      varchar(64)              not null,
    email        varchar(254)             not null,
    given_name   text,
    family_name  text,
    group_names  text                     not null,
    status       varchar(16)              not null,
    created_at   timestamp with time zone not null,
    updated_at   timestamp with time zone not null,
    constraint account_email_once unique (partner, email)
);

-- Who an identity provider says is there, bound to an account for good. The key is SHA-256 over partner, issuer and
-- subject as bytes: no collation and no index's length limit has a say in whether two subjects are the same.
create table sso_identity (
    identity_key bytea                    not null primary key,
    partner      varchar(64)              not null,
    issuer       text                     not null,
    subject      varchar(1024)            not null,
    account      uuid                     not null references account (id),
    bound_at     timestamp with time zone not null
);
create index sso_identity_account on sso_identity (account);

-- One row for an address in a partner: inviting again renews it. The link's token is kept only as its hash.
create table invitation (
    id           uuid                     not null primary key,
    partner      varchar(64)              not null,
    email        varchar(254)             not null,
    token_hash   bytea,
    created_by   varchar(200)             not null,
    created_at   timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    accepted_at  timestamp with time zone,
    revoked_at   timestamp with time zone,
    constraint invitation_once unique (partner, email),
    constraint invitation_token_once unique (token_hash)
);
