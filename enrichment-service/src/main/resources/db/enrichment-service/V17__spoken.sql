-- Whether anything was ever said with the lead, also once the words are kept no more.
alter table conversations add column spoken boolean not null default false;
update conversations set spoken = true
where exists (select from conversation_lines said where said.lead_id = conversations.lead_id);
