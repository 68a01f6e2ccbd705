-- What happened with leads whose history a CRM is to know from the beginning, and waits for what
-- happened before it; sealed. Empty while no history is read.
create table crm_waiting (
  lead_id  text   not null,
  sequence bigint not null,
  sealed   bytea  not null,
  primary key (lead_id, sequence)
);
-- A CRM is to be told of it once it is known up to its newest event.
alter table crm_leads add column untold boolean not null default false;
