-- Tenants that have begun: whoever makes the row makes the rules that a tenant begins with.
create table tenants (
  tenant text primary key,
  since  timestamptz not null
);

create table destinations (
  destination_id text primary key,
  tenant         text        not null,
  name           text        not null,
  kind           text        not null,
  target         text,
  -- An address or a token, sealed; never given out again.
  secret         bytea,
  enabled        boolean     not null,
  trouble        text,
  failures       int         not null default 0,
  since          timestamptz not null,
  -- The token bucket: when it is full again; and until when the destination asked to be left alone.
  bucket_full_at timestamptz,
  paused_until   timestamptz
);
create index destinations_of_tenant on destinations (tenant);

create table rules (
  rule_id text primary key,
  tenant  text        not null,
  terms   jsonb       not null,
  since   timestamptz not null
);
create index rules_of_tenant on rules (tenant);

-- What is remembered of each lead, sealed; of an erased one an anonymous shell.
create table leads (
  lead_id text primary key,
  sealed  bytea not null
);

-- The ledger. The unique key is the promise: one rule, one destination, one event, one message.
create table deliveries (
  delivery_id    bigint generated always as identity primary key,
  tenant         text        not null,
  rule_id        text        not null,
  destination_id text        not null,
  event_id       text        not null,
  lead_id        text        not null,
  trigger        text        not null,
  state          text        not null,
  at             timestamptz not null,
  due_at         timestamptz not null,
  changed_at     timestamptz not null,
  attempts       int         not null default 0,
  -- While it is being sent: when whoever sends it must be dead.
  claimed_until  timestamptz,
  reason         text,
  -- What is to be said, until it has been; sealed.
  sealed         bytea,
  unique (rule_id, destination_id, event_id)
);
create index deliveries_due on deliveries (destination_id, due_at, delivery_id)
  where state = 'PENDING';
create index deliveries_claimed on deliveries (claimed_until) where state = 'SENDING';
create index deliveries_of_lead on deliveries (lead_id, at);
create index deliveries_newest on deliveries (tenant, delivery_id desc);
create index deliveries_recent on deliveries (rule_id, destination_id, changed_at desc)
  where attempts > 0;

-- What was delivered to the dashboard itself; sealed.
create table inbox (
  number    bigint generated always as identity primary key,
  notice_id text        not null unique,
  tenant    text        not null,
  lead_id   text        not null,
  at        timestamptz not null,
  sealed    bytea       not null
);
create index inbox_newest on inbox (tenant, number desc);
create index inbox_of_lead on inbox (lead_id);
