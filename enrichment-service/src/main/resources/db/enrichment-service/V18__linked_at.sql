-- Since when it is the lead's record: what became it while the lead was joined with another one may
-- be the other one's.
alter table crm_records add column linked_at timestamptz;
