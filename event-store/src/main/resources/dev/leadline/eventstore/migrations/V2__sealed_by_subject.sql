-- Whose keys seal an event where they are not that of its own lead: the absorbed lead that it came
-- for, or all the leads that it carries. Then "sealed" holds a piece for each, in this order, with
-- its length of four bytes before it; 0 where the lead had been erased.
alter table lead_events add column subjects uuid[];

-- Finds what was recorded about a lead in the streams of others.
create index lead_events_subjects on lead_events using gin (subjects) where subjects is not null;
