-- Where blocked leads came from, for tenants that block whoever comes anew from there. An IP address
-- cannot be read from the name of a network.
create table blocked_networks (
  tenant  text        not null,
  network text        not null,
  lead_id uuid        not null,
  seen_at timestamptz not null,
  primary key (tenant, network, lead_id)
);
create index blocked_networks_of_lead on blocked_networks (lead_id);
create index blocked_networks_age on blocked_networks (seen_at);
