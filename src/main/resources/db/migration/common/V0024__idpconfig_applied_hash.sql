-- The content that is in force: a refused change leaves it as it is, so that one can see how far the folder has gone on.
alter table idpconfig_partner_file add column applied_hash varchar(64);
update idpconfig_partner_file set applied_hash = content_hash where status = 'applied';
