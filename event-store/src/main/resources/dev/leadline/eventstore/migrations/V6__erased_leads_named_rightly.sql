-- The erasure of a part named what that part had once absorbed, also where that had been given back:
-- somebody who asked for nothing, and whom every replay took for erased. Those who were erased with
-- it have no key any more, and only they are named from now on.
with told as (
  select e.global_index, convert_from(e.payload, 'UTF8')::jsonb as body
    from lead_keys k
    join lead_events e on e.aggregate_identifier = k.lead_id and e.payload_type = 'lead.erased'
   where k.erased_at is not null
     and jsonb_typeof(convert_from(e.payload, 'UTF8')::jsonb -> 'absorbedLeadIds') = 'array'
), meant as (
  select told.global_index, told.body,
         coalesce(jsonb_agg(k.lead_id order by part.place) filter (where k.lead_id is not null), '[]') as parts
    from told
   cross join lateral jsonb_array_elements_text(told.body -> 'absorbedLeadIds') with ordinality as part (id, place)
    left join lead_keys k on k.lead_id = part.id::uuid and k.erased_at is not null
   group by told.global_index, told.body
)
update lead_events e
   set payload = convert_to(jsonb_set(meant.body, '{absorbedLeadIds}', meant.parts)::text, 'UTF8')
  from meant
 where e.global_index = meant.global_index and meant.parts <> meant.body -> 'absorbedLeadIds';
