-- Whether a password chosen with the invitation takes the place of one the person has.
alter table invitation add column new_password boolean default false not null;
