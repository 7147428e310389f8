-- When a document that differs in nothing but its freshness last took the place of the one that the version was made of.
alter table identity_provider_version add column renewed_at timestamp with time zone;

-- The version that the validators belong to, which serves or waits: of any other they say nothing.
alter table identity_provider_source add column validators_of varchar(64);

-- The version that a person has declined: the address may go on publishing it.
alter table identity_provider_source add column declined_hash varchar(64);
