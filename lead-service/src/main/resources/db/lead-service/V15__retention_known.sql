-- What leads were found to be when they were last read to see whether they are kept for too long, so
-- that they are not read again for nothing. Goes with an erasure.
create table retention_known (
  lead_id uuid   primary key,
  -- how many events the lead had; with another number it is to be read again
  version bigint not null,
  kind    text   not null
);
