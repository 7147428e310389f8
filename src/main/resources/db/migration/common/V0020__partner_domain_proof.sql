-- A domain routes sign-ins only once it is proved: by DNS, or by an administrator's recorded word, of which a merged file is
-- one. What was there before came from files.
alter table partner_domain add column claimed_at timestamp with time zone default current_timestamp not null;
alter table partner_domain add column proved_at timestamp with time zone;
alter table partner_domain add column proved_how varchar(10);
alter table partner_domain add column proved_by varchar(320);
alter table partner_domain add column checked_at timestamp with time zone;

update partner_domain set proved_at = current_timestamp, proved_how = 'file'
    where partner_id in (select id from partner where source is not null);

create index partner_domain_unproved on partner_domain (proved_at, checked_at);
