-- What people may do in the console beyond being people.
create table account_role (
    account    uuid                     not null references account (id),
    role       varchar(20)              not null,
    granted_by varchar(320)             not null,
    granted_at timestamp with time zone not null,
    primary key (account, role)
);

create index account_role_holders on account_role (role);

-- Administrators who come in with a password when nobody comes in by the operators' identity provider.
create table break_glass (
    account uuid                     not null primary key references account (id),
    made_by varchar(320)             not null,
    made_at timestamp with time zone not null
);

-- What an invitation appoints whoever accepts it to.
alter table invitation add column role varchar(20);
alter table invitation add column break_glass boolean default false not null;
