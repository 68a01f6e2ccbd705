-- Fields that tenants have added to the data model. The type of one is permanent.
create table fields (
  tenant text not null,
  name   text not null,
  label  text not null,
  type   text not null,
  primary key (tenant, name)
);
