-- One row, advanced by every change of a partner or an identity provider; its lock lines up whoever changes configuration.
create table configuration_version (
    id smallint primary key check (id = 1),
    version bigint not null
);

insert into configuration_version (id, version) values (1, 1);

create table partner (
    id varchar(64) primary key,
    name varchar(500) not null,
    authentication_types varchar(100) not null,
    self_service_password_reset boolean not null,
    account_manager_name varchar(500),
    account_manager_email varchar(500),
    second_factor_rule varchar(20) not null,
    trusted_authn_contexts text not null,
    second_factor_max_age_seconds bigint not null,
    source varchar(1000)
);

-- A domain is one partner's only: it decides whose people an e-mail address belongs to.
create table partner_domain (
    domain varchar(253) primary key,
    partner_id varchar(64) not null references partner (id)
);

create index partner_domain_by_partner on partner_domain (partner_id);
