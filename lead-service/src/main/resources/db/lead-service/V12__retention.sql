-- How far the leads were looked through for those that are not kept any longer.
create table retention_sweep (
  only_one   boolean     primary key default true check (only_one),
  after_lead uuid        not null,
  -- when the next sweep begins; in the past while one is under way
  due_at     timestamptz not null
);
insert into retention_sweep (after_lead, due_at)
values ('00000000-0000-0000-0000-000000000000', now());
