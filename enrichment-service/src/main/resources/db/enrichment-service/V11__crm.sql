-- What is known of leads that a CRM may be told of; sealed. Empty while no CRM is set up.
create table crm_leads (
  lead_id  text primary key,
  sequence bigint not null,
  sealed   bytea  not null
);
-- What records of CRMs are known to hold: fingerprints, from which nothing can be read.
create table crm_records (
  system       text  not null,
  external_id  text  not null,
  lead_id      text,
  fingerprints jsonb not null,
  -- By the CRM's clock.
  modified_at  timestamptz,
  primary key (system, external_id)
);
create index crm_records_of_lead on crm_records (lead_id) where lead_id is not null;
-- How far each CRM has been read, and until when somebody reads it.
create table crm_positions (
  system        text primary key,
  since         timestamptz not null,
  cursor        text,
  newest        timestamptz not null,
  claimed_until timestamptz
);
