-- Lists of leads that are written to a file, or were.
create table exports (
  export_id   uuid primary key,
  tenant      text        not null,
  made_by     text        not null,
  -- Which leads: parameters of the list, as JSON; relative times are resolved.
  query       text        not null,
  state       text        not null,
  row_count   bigint      not null,
  done        bigint      not null,
  reason      text,
  made_at     timestamptz not null,
  -- Raised while somebody works on it; a job that is not worked on any more has failed.
  touched_at  timestamptz not null,
  expires_at  timestamptz
);
create index exports_of_tenant on exports (tenant, made_at desc);

-- Questions that people keep.
create table saved_views (
  view_id  uuid primary key,
  tenant   text        not null,
  owner_id text        not null,
  name     text        not null,
  -- Parameters of the list, as JSON; relative times stay relative.
  query    text        not null,
  shared   boolean     not null,
  made_at  timestamptz not null
);
create index saved_views_of_tenant on saved_views (tenant);
