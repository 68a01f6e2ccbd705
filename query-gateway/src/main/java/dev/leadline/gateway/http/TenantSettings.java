package dev.leadline.gateway.http;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whose leads are shown, until a credential says it. */
@ConfigurationProperties("leadline.query-gateway")
record TenantSettings(String tenant) {}
