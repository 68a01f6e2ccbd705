/** What arrives from Kafka: lead events and messages, visitors' addresses, what tenants decided. */
@NullMarked
package dev.leadline.enrichment.inbox;

import org.jspecify.annotations.NullMarked;
