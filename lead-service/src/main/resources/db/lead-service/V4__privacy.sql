-- The proof of each erasure: who, when, how much; nothing of the person.
create table erasures (
  id           uuid primary key,
  tenant       text        not null,
  lead_id      uuid        not null,
  -- the lead and all that was part of it
  lead_ids     uuid[]      not null,
  requested_by text,
  legal_basis  text,
  erased_at    timestamptz not null,
  events       bigint      not null,
  identities   bigint      not null,
  dead_letters bigint      not null default 0,
  -- when the dead letters had been searched too; null until then
  completed_at timestamptz
);
create index erasures_not_complete on erasures (erased_at) where completed_at is null;

-- Who asked for all that is known of a person, and until when they may fetch it; never the answer.
create table privacy_exports (
  id           uuid primary key,
  tenant       text        not null,
  lead_id      uuid        not null,
  requested_by text,
  requested_at timestamptz not null,
  expires_at   timestamptz not null,
  -- the position in the event store up to which is answered
  position     bigint      not null
);
