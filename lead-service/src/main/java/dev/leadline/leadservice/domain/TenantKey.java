package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.IdentityKey;

/** An identity key within its tenant: the same email in two tenants is two leads. */
public record TenantKey(String tenant, IdentityKey key) {}
