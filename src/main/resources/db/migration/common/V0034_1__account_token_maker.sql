-- Who made a token. Those made before this was kept say nothing.
alter table api_token add column created_by varchar(320);
