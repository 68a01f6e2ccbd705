-- Who was erased, by ids alone: events of them that come late are not taken in again.
create table forgotten_leads (
  lead_id text primary key
);
