-- Since when nothing of the configuration refers to a version: what no session came by either is forgotten a while after.
alter table identity_provider_version add column unused_since timestamp with time zone;
