-- How many erasures there were: whoever keeps opened events in memory looks here, in the query that
-- it makes anyway, whether another process has erased somebody since.
create table lead_erasures (
  only_one boolean primary key default true check (only_one),
  number   bigint not null
);

insert into lead_erasures (number) values (0);
