-- Each value has the time at which it was said: one that is recalled for a colleague is no newer by it.
update companies
set fields = (
  select jsonb_object_agg(field.key, jsonb_build_object('value', field.value, 'saidAt', to_jsonb(companies.at)))
  from jsonb_each(companies.fields) as field)
where fields <> '{}'::jsonb;
