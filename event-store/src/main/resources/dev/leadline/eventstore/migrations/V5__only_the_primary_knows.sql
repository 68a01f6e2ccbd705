-- A standby sees neither the locks of those who append nor how far the sequence is: it logs numbers
-- ahead of their use. What it took for settled, a reader would pass over events by.
create or replace function lead_events_settled() returns bigint language plpgsql volatile as $$
declare
  given_out bigint;
  announced bigint;
begin
  if pg_is_in_recovery() then
    raise exception 'this PostgreSQL is a standby: only the primary knows which events are settled'
      using errcode = 'read_only_sql_transaction';
  end if;
  select case when is_called then last_value else 0 end into given_out from lead_events_global_index_seq;
  select min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 48) - 1)) into announced
    from pg_locks
   where locktype = 'advisory' and objsubid = 1 and (classid::bigint >> 16) = 7853
     and database = (select oid from pg_database where datname = current_database());
  return least(given_out, announced);
end
$$;
