-- Which session of the console this one was opened from, and ends with; null where it came of a link.
alter table connect_session add column console_session uuid;
