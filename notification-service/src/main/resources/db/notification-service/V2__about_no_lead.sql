-- What is told may be about no lead: work of operators.
alter table deliveries alter column lead_id drop not null;
alter table inbox alter column lead_id drop not null;
