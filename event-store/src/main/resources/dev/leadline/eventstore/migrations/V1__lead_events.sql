-- What happened, once and for ever.
create table lead_events (
  global_index         bigserial primary key,
  event_identifier     uuid        not null unique,
  natural_key          uuid,
  body_hash            bigint,
  tenant               text        not null,
  aggregate_identifier uuid        not null,
  sequence_number      bigint      not null,
  type                 text        not null,
  recorded_at          timestamptz not null,
  -- the wire name, for example lead.interaction-recorded
  payload_type         text        not null,
  payload_revision     integer     not null,
  -- JSON without anything personal
  payload              bytea       not null,
  -- the JSON of what is personal: AES-256-GCM under the lead's key
  sealed               bytea,
  meta_data            bytea,
  unique (aggregate_identifier, sequence_number)
);

create unique index lead_events_natural_key on lead_events (natural_key) where natural_key is not null;

-- A lead without wrapped key has been erased: nothing that is sealed for it can be read any more.
create table lead_keys (
  lead_id     uuid primary key,
  tenant      text not null,
  wrapped_key bytea,
  erased_at   timestamptz
);

-- Lets a start with another master key fail at once, and not with the first event that it reads.
create table master_key_proof (
  only_one boolean primary key default true check (only_one),
  sealed   bytea not null
);

-- Positions are given out before a transaction commits, so that a higher one can be visible before a
-- lower one. Whoever appends says first, by a lock that ends with its transaction, above which
-- position its own will lie. 7853 tells these advisory locks from those of others.
create function lead_events_announce() returns void language plpgsql volatile as $$
declare
  given_out bigint;
begin
  select case when is_called then last_value else 0 end into given_out from lead_events_global_index_seq;
  perform pg_advisory_xact_lock_shared((7853::bigint << 48) | given_out);
  perform pg_notify('lead_events', '');
end
$$;

-- The position up to which nothing can appear any more. Each statement of a volatile function sees
-- what was committed before it, and the order of the two is what makes this right: an appender that
-- is not among the locks has ended, or will be given positions above those given out by now.
create function lead_events_settled() returns bigint language plpgsql volatile as $$
declare
  given_out bigint;
  announced bigint;
begin
  select case when is_called then last_value else 0 end into given_out from lead_events_global_index_seq;
  select min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 48) - 1)) into announced
    from pg_locks
   where locktype = 'advisory' and objsubid = 1 and (classid::bigint >> 16) = 7853
     and database = (select oid from pg_database where datname = current_database());
  return least(given_out, announced);
end
$$;
