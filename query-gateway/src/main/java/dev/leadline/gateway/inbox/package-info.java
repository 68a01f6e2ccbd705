/** What arrives from Kafka: which rows and timelines changed, and what tenants decided. */
@NullMarked
package dev.leadline.gateway.inbox;

import org.jspecify.annotations.NullMarked;
