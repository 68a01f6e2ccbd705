-- What operators did with parked records: who, when, why; nothing of what is in them. A letter that
-- was sent again and parked again is another letter, with another id.
create table handled_letters (
  tenant     text        not null,
  letter_id  text        not null,
  parked_at  timestamptz not null,
  reason     text        not null,
  event_id   text,
  action     text        not null,
  handled_by text,
  why        text,
  handled_at timestamptz not null,
  primary key (letter_id, parked_at, action)
);
create index handled_letters_time on handled_letters (tenant, handled_at);
