-- Apart from V3, which nobody may read beside: while these are made, lines can be read, not written.
-- What nobody could be told in time, and what ended long ago.
create index deliveries_waiting on deliveries (coalesce(first_due_at, due_at))
  where state = 'PENDING';
create index deliveries_ended on deliveries (changed_at)
  where state not in ('PENDING', 'SENDING');
