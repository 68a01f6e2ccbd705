-- Which lead owns which key; the key itself is a keyed hash.
create table lead_identities (
  key_hash uuid primary key,
  lead_id  uuid not null
);
create index lead_identities_lead on lead_identities (lead_id);

-- How far the event store was announced on Kafka.
create table outbox_positions (
  name     text primary key,
  position bigint not null
);
insert into outbox_positions (name, position) values ('lead-events', 0);
