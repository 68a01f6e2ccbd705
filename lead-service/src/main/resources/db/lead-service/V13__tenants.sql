-- When each tenant came. What is said to have happened long before is a clock that is wrong.
create table tenants (
  tenant text        primary key,
  since  timestamptz not null default now()
);
do $$
begin
  if to_regclass('lead_events') is not null then
    insert into tenants (tenant, since)
    select tenant, min(recorded_at) from lead_events group by tenant;
  end if;
end
$$;
