-- What tenants have decided, as lead-service announced it.
create table tenancies (
  tenant    text primary key,
  version   bigint not null,
  mode      text   not null,
  countries text   not null
);
