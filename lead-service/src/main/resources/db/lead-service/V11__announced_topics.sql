-- The topics that have to hold something for every lead. One whose id has changed has lost it: it is
-- announced again from the first event up to what had been announced before.
create table announced_topics (
  topic    text primary key,
  topic_id text   not null,
  position bigint not null,
  up_to    bigint not null
);
