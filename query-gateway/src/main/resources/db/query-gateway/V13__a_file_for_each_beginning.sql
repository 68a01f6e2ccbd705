-- Each beginning of a job writes a file of its own, and ends the job by it: one that was given up and
-- comes back late ends, and takes away, nothing but its own.
alter table exports add column file_id uuid;
update exports set file_id = export_id;
alter table exports alter column file_id set not null;
create unique index exports_by_file on exports (file_id);
