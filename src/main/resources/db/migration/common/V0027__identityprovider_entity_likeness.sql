-- What the entityID looks like at a glance: how one is found that wants to be taken for another partner's.
alter table identity_provider_version add column entity_likeness varchar(1024);

create index identity_provider_version_by_likeness on identity_provider_version (entity_likeness);
