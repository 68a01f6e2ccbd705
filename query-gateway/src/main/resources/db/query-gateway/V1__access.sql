-- People who sign in here. Whoever signs in by OIDC is known by their token alone and has no row.
create table members (
  member_id     text primary key,
  tenant        text        not null,
  name          text        not null,
  roles         text[]      not null,
  -- Null until a password is set: then nobody can sign in as this member.
  password_hash text,
  -- Raised by whatever ends the member's sessions: another password, other roles, a deletion.
  generation    int         not null default 0,
  enabled       boolean     not null default true,
  since         timestamptz not null,
  last_seen_at  timestamptz
);
create index members_of_tenant on members (tenant);

-- Links that sign somebody in once; of each there is only the hash.
create table sign_in_links (
  hash       bytea primary key,
  member_id  text        not null references members on delete cascade,
  expires_at timestamptz not null
);

-- Keys of programs; of each there is only the hash.
create table api_keys (
  key_id       text primary key,
  tenant       text        not null,
  name         text        not null,
  roles        text[]      not null,
  hash         bytea       not null unique,
  -- The last letters, so that people can tell keys apart.
  hint         text        not null,
  made_by      text        not null,
  since        timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index api_keys_of_tenant on api_keys (tenant);

-- Who did what; never what it said.
create table audit_log (
  entry_id bigint generated always as identity primary key,
  at       timestamptz not null,
  tenant   text        not null,
  action   text        not null,
  outcome  text        not null,
  who_kind text        not null,
  who      text,
  address  text,
  request  text,
  leads    text[],
  filter   text,
  rows     bigint
);
create index audit_log_of_tenant on audit_log (tenant, entry_id desc);
create index audit_log_of_leads on audit_log using gin (leads);

-- Sessions of the pages, as Spring Session wants them.
create table sessions (
  primary_id            char(36) primary key,
  session_id            char(36) not null,
  creation_time         bigint   not null,
  last_access_time      bigint   not null,
  max_inactive_interval int      not null,
  expiry_time           bigint   not null,
  principal_name        varchar(100)
);
create unique index sessions_by_id on sessions (session_id);
create index sessions_by_expiry on sessions (expiry_time);
create index sessions_by_principal on sessions (principal_name);

create table sessions_attributes (
  session_primary_id char(36)     not null references sessions (primary_id) on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea        not null,
  primary key (session_primary_id, attribute_name)
);
