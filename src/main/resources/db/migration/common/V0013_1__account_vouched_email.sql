-- The address that an invitation, not only an identity provider, says is this person's. While the account has another one it
-- has it by its identity provider's word alone.
alter table account add column vouched_email varchar(254);
update account set vouched_email = email where exists (
    select 1 from invitation i
    where i.partner = account.partner and i.email = account.email and i.accepted_at is not null);
