-- What is remembered of each lead, sealed.
create table leads (
  lead_id  text primary key,
  tenant   text   not null,
  sequence bigint not null,
  sealed   bytea  not null
);

-- By which traces somebody is found: names of networks, links, names; all of them fingerprints.
create table traces (
  trace   text        not null,
  lead_id text        not null,
  kind    text        not null,
  contact boolean     not null,
  at      timestamptz not null,
  primary key (trace, lead_id)
);
create index traces_of_lead on traces (lead_id);

-- What vendors said of companies: of nobody in particular.
create table companies (
  tenant text        not null,
  domain text        not null,
  fields jsonb       not null,
  at     timestamptz not null,
  primary key (tenant, domain)
);
