-- A partner that was ended stays, since accounts and login events name it; its id is nobody else's.
alter table partner add column ended_at timestamp with time zone;
