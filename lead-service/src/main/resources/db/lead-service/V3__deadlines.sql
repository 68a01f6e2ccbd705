-- What is to be done to leads when a time comes: blocks that end, takeovers that go stale.
create table lead_deadlines (
  lead_id uuid        not null,
  what    text        not null,
  tenant  text        not null,
  due_at  timestamptz not null,
  -- Which block or takeover it is about.
  round   bigint      not null,
  primary key (lead_id, what)
);
create index lead_deadlines_due on lead_deadlines (due_at);
