-- What was said with leads, as long as it is needed for summaries and the CRM; the words are sealed.
create table conversations (
  lead_id     text primary key,
  tenant      text not null,
  -- The lead that this one is part of.
  merged_into text,
  -- Blocked: nothing is made of what is said.
  blocked     boolean not null default false
);
create index conversations_merged on conversations (merged_into) where merged_into is not null;
create table conversation_lines (
  event_id text        not null,
  part     int         not null,
  -- Whose words and answers they are: the lead that was written to, not the one it became part of.
  lead_id  text        not null,
  -- In whose history the event is, and where.
  stream   text        not null,
  sequence bigint      not null,
  at       timestamptz not null,
  sealed   bytea       not null,
  primary key (event_id, part)
);
create index conversation_lines_of_lead on conversation_lines (lead_id, at);
create index conversation_lines_age on conversation_lines (at);
