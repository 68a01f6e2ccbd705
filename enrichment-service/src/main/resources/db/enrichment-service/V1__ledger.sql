-- The ledger of questions. The key is the promise: one question, asked once until its rest is over.
create table inquiries (
  inquiry_id    text primary key,
  tenant        text        not null,
  lead_id       text        not null,
  purpose       text        not null,
  -- PENDING, ASKING, ANSWERED (not told yet), DONE, FAILED, DROPPED, UNKNOWN.
  state         text        not null,
  -- When the cause was received; the rest before the next question counts from here.
  wanted_at     timestamptz not null,
  due_at        timestamptz not null,
  changed_at    timestamptz not null,
  answered_at   timestamptz,
  attempts      int         not null default 0,
  -- While it is being asked: when whoever asks must be dead.
  claimed_until timestamptz,
  -- A newer question came while this one was being asked.
  renewed       boolean     not null default false,
  -- How it ended, for the time between the answer and its telling.
  outcome       text,
  reason        text,
  -- What is asked, until it has been; what was answered, until it was told. Both sealed.
  request       bytea,
  answer        bytea
);
create index inquiries_due on inquiries (purpose, due_at) where state = 'PENDING';
create index inquiries_claimed on inquiries (claimed_until) where state = 'ASKING';
create index inquiries_untold on inquiries (answered_at) where state = 'ANSWERED';
create index inquiries_of_lead on inquiries (lead_id);
