-- What was searched for is of persons, and no erasure looks here: that it was given stays.
update exports set query = (
    select jsonb_object_agg(
        name,
        case when name in ('q', 'email', 'phone', 'anonymousId', 'externalId')
            then '["..."]'::jsonb else given end)::text
    from jsonb_each(query::jsonb) as parameter (name, given))
where exists (
    select 1 from jsonb_object_keys(query::jsonb) as parameter (name)
    where name in ('q', 'email', 'phone', 'anonymousId', 'externalId'));

-- A view of one person outlives the person, and without the name it would be a view of everybody.
delete from saved_views where exists (
    select 1 from jsonb_object_keys(query::jsonb) as parameter (name)
    where name in ('email', 'phone', 'anonymousId', 'externalId'));
