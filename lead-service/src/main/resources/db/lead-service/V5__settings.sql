-- What tenants have decided for all their leads.
create table tenant_settings (
  tenant    text   primary key,
  version   bigint not null,
  -- the newest version that everybody was told of; less: it is still to be announced
  announced bigint not null default 0,
  settings  jsonb  not null
);
