-- When a version last began to serve the people named for a trial: like one that went live, it may have let somebody in.
alter table identity_provider_version add column tried_at timestamp with time zone;

update identity_provider_version v set tried_at = (
    select p.changed_at from identity_provider p where p.id = v.provider_id and p.trial_hash = v.hash);
